import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';
import { reader } from '../../src/environment.js';
import { misspelt } from '../../src/misspelt.js';

function problems(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig({ RT_URL: 'http://rt', ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Every variable that is read. */
const known = (() => {
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => void asked.add(String(name)),
      ownKeys: () => [],
    },
  );
  expect(() => readConfig(env)).toThrow(ConfigError);
  return asked;
})();

test.each([
  ['MAX_DEPHT', 'MAX_DEPTH'],
  ['PROT', 'PORT'],
  ['HSOT', 'HOST'],
  ['MAX_RT_CALL', 'MAX_RT_CALLS'],
  ['RT_PASWORD', 'RT_PASSWORD'],
  ['RT_PASSWORD_FIEL', 'RT_PASSWORD_FILE'],
  ['RT_TIMEOUT', 'RT_TIMEOUT_MS'],
  ['PUBLIC_URLS', 'PUBLIC_URL'],
  ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ['TRUSTED_PROXYS', 'TRUSTED_PROXIES'],
  ['graphiql', 'GRAPHIQL'],
  ['NODE_EXTRA_CA_CERT', 'NODE_EXTRA_CA_CERTS'],
  ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
  ['CORS_ORIGINES', 'CORS_ORIGINS'],
  ['INTROSPECT', 'INTROSPECTION'],
  ['INTROSPECTION_ENABLED', 'INTROSPECTION'],
  ['GRAPHIQL_ENABLED', 'GRAPHIQL'],
  ['RT_USERNAME', 'RT_USER'],
  ['RT_PASS', 'RT_PASSWORD'],
  ['RT_BASE', undefined],
])('%s ends the start with one line', (name, meant) => {
  const advice = meant === undefined ? 'See docs/settings.md.' : `Did you mean ${meant}?`;
  expect(problems({ [name]: 'x' })).toEqual([`${name} is not a setting. ${advice}`]);
});

test('any two letters that are swapped, and any that is missing, in any longer name', () => {
  for (const name of [...known].filter((one) => one.length >= 6 && one !== 'NODE_ENV')) {
    for (let at = 1; at < name.length - 1; at++) {
      const swapped =
        name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
      const missing = name.slice(0, at) + name.slice(at + 1);
      for (const slip of [swapped, missing].filter((one) => !known.has(one))) {
        expect({ slip, told: misspelt([slip], known).length }).toEqual({ slip, told: 1 });
      }
    }
  }
});

test('variables of other programs are left alone', () => {
  const others = `HOME PATH PWD USER SHELL TERM LANG TZ HOSTNAME POST PORTS HOSTS LOGNAME EDITOR NODE_OPTIONS NODE_PATH
    NODE_VERSION YARN_VERSION npm_config_cache OTEL_EXPORTER_OTLP_TIMEOUT OTEL_SERVICE_NAME HTTP_PROXY NO_PROXY
    KUBERNETES_PORT KUBERNETES_SERVICE_HOST RT_SERVICE_HOST RT_SERVICE_PORT RT_PORT RT_PORT_80_TCP RT_PORT_80_TCP_ADDR
    RT_GRAPHQL_SERVICE_HOST RT_GRAPHQL_PORT RT_SITE_CONFIG RT_SITE_CONFIG_DIR RT_DBA_USER RT_DBA_PASSWORD RT_TEST_PARALLEL
    MAX_CONNECTIONS MAX_WORKERS DATABASE_URL REDIS_HOST GATEWAY_INTERFACE SIGNING_SERVICE INVOCATION_ID JOURNAL_STREAM`;
  const env = Object.fromEntries(others.split(/\s+/).map((name) => [name, 'x']));
  expect(problems(env)).toEqual([]);
  // Set and empty is as good as not set.
  expect(problems({ MAX_DEPHT: '' })).toEqual([]);
});

test('a reader knows what it was asked for, files among it', () => {
  const read = reader({}, []);
  read.secret('RT_TOKEN');
  read.integer('PORT', 1, 0, 2);
  expect([...read.known]).toEqual(['RT_TOKEN', 'RT_TOKEN_FILE', 'PORT']);
});
