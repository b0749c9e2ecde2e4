import type { BlockList } from 'node:net';
import { type Environment, type Reader, reader } from './environment.js';
import { readTargets } from './live/webhooks/read-targets.js';
import type { WebhookTarget } from './live/webhooks/target.js';
import { misspelt } from './misspelt.js';
import type { Credentials } from './rt/connection/credentials.js';
import { Secret } from './rt/connection/secret.js';

/** How the server runs: the environment, checked and frozen. */
export interface Config {
  readonly rtUrl: string;
  /** Serves requests that carry no credentials. Absent: such requests are 401. */
  readonly serviceAccount: Credentials | undefined;
  readonly timeZone: string | undefined;
  /** `auto`: REST 2.0 where RT has it and it is the better one. */
  readonly rtRest: 'auto' | '1';
  readonly host: string;
  readonly port: number;
  /** The path below which everything is served, for proxies that do not strip it: `/api`, or empty. */
  readonly basePath: string;
  /** Where clients reach this server, with its path and without a slash at the end. */
  readonly publicUrl: string;
  /** Whether somebody has said so; else it is made of the address that is listened on. */
  readonly isPublicUrlSet: boolean;
  /** Nothing says where clients reach this server, so links are made from the `Host` of each request. */
  readonly linksByHost: boolean;
  readonly graphiql: boolean;
  /** Set where the built-in sandbox is behind: the logins that GraphiQL offers. */
  readonly sandboxLogins?: readonly {
    readonly user: string;
    readonly password: string;
    readonly what: string;
  }[];
  readonly introspection: boolean;
  /** Serves the subgraph of a federated graph; for Hive, with what Apollo's composition drops. */
  readonly federation: 'off' | 'on' | 'hive';
  /** Documents by their hash; set, nothing else is executed. */
  readonly trustedDocuments: ReadonlyMap<string, string> | undefined;
  readonly corsOrigins: readonly string[];
  /** Origins of routers that may be told events by the HTTP callback protocol. */
  readonly subscriptionCallbacks: readonly string[];
  /** Reverse proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: BlockList | undefined;
  /** What download links are sealed with; replicas share it. Absent: a random key of the process. */
  readonly signingKey: Secret | undefined;
  /** Where idempotency keys outlast the process; one process has it. */
  readonly stateDir: string | undefined;
  /** The Redis that replicas share; they share `signingKey`, too. */
  readonly redisUrl: Secret | undefined;
  /** Whether browsers may log in at `POST /session` and be known by a cookie of ours. */
  readonly cookieAuth: boolean;
  /** The name of RT's own browser cookie, where it is passed through to RT. */
  readonly rtCookieName: string | undefined;
  readonly gateway: TrustedGateway | undefined;
  readonly maxPageSize: number;
  readonly maxDepth: number;
  readonly maxCost: number;
  /** Cost that one caller may cause in a minute. */
  readonly maxCostPerMinute: number;
  /** Requests to RT in one operation, logins apart. */
  readonly maxRtCalls: number;
  readonly maxUploadBytes: number;
  /** Bytes of files and texts that one operation may hold. */
  readonly maxAnswerBytes: number;
  /** Requests to RT in flight, over all callers. */
  readonly rtConcurrency: number;
  readonly rtTimeoutMs: number;
  readonly operationTimeoutMs: number;
  /** How often RT is asked for changes while somebody listens. */
  readonly pollIntervalMs: number;
  /** Subscriptions at once, over all callers, and of one. */
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerCaller: number;
  /** What a nudge has to know; absent: there are none. */
  readonly nudgeSecret: Secret | undefined;
  /** Whom this server tells of changes. */
  readonly webhooks: readonly WebhookTarget[];
  readonly logLevel: LogLevel;
  /** Where Prometheus finds metrics; absent: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Whether traces are sent; where to, the OpenTelemetry SDK reads itself. */
  readonly traces: boolean;
}

/** A gateway that names the user it acts for, and the RT tokens of those users. */
export interface TrustedGateway {
  readonly addresses: BlockList;
  readonly secret: Secret;
  /** RT tokens by user name. RT has no impersonation, so nobody else can be acted for. */
  readonly tokens: ReadonlyMap<string, Secret>;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every variable that is wrong, in one message. Values are not repeated: they may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the environment.
 * @throws ConfigError naming every bad variable
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = reader(env, problems);
  const production = env['NODE_ENV'] === 'production';
  const host = read.host('HOST', '127.0.0.1');
  const port = read.integer('PORT', 4000, 0, 65_535);
  const basePath = read.path('BASE_PATH');
  const publicUrl = readPublicUrl(read, basePath, problems);
  const config: Config = {
    rtUrl: readRtUrl(read, problems),
    serviceAccount: readServiceAccount(read, problems),
    timeZone: read.timeZone('RT_TIMEZONE'),
    rtRest: read.oneOf('RT_REST', ['auto', '1'], 'auto'),
    host,
    port,
    basePath,
    publicUrl: publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}${basePath}`,
    isPublicUrlSet: publicUrl !== undefined,
    linksByHost: publicUrl === undefined && (isEveryAddress(host) || port === 0),
    graphiql: read.onOff('GRAPHIQL', !production),
    introspection: read.onOff('INTROSPECTION', !production),
    federation: read.oneOf('FEDERATION', ['off', 'on', 'hive'], 'off'),
    trustedDocuments: readDocuments(read, problems),
    corsOrigins: read.origins('CORS_ORIGINS'),
    subscriptionCallbacks: readCallbacks(read, problems),
    trustedProxies: read.ranges('TRUSTED_PROXIES'),
    signingKey: readKey(read, problems, 'SIGNING_KEY'),
    stateDir: read.text('STATE_DIR'),
    redisUrl: readRedis(read, problems),
    cookieAuth: read.onOff('COOKIE_AUTH', false),
    rtCookieName: readCookieName(read, problems),
    gateway: readGateway(read, problems),
    maxPageSize: read.integer('MAX_PAGE_SIZE', 100, 1, 10_000),
    maxDepth: read.integer('MAX_DEPTH', 12, 1, 100),
    maxCost: read.integer('MAX_COST', 5000, 1, 10_000_000),
    maxCostPerMinute: read.integer('MAX_COST_PER_MINUTE', 1_000_000, 1, 1_000_000_000),
    maxRtCalls: read.integer('MAX_RT_CALLS', 50, 1, 10_000),
    maxUploadBytes: read.integer('MAX_UPLOAD_BYTES', 10 * 1024 * 1024, 1, 1024 ** 3),
    maxAnswerBytes: read.integer('MAX_ANSWER_BYTES', 64 * 1024 * 1024, 1, 1024 ** 4),
    rtConcurrency: read.integer('RT_CONCURRENCY', 4, 1, 256),
    rtTimeoutMs: read.integer('RT_TIMEOUT_MS', 10_000, 1, 600_000),
    operationTimeoutMs: read.integer('OPERATION_TIMEOUT_MS', 15_000, 1, 600_000),
    pollIntervalMs: read.integer('POLL_INTERVAL_MS', 5000, 100, 3_600_000),
    maxSubscriptions: read.integer('MAX_SUBSCRIPTIONS', 1000, 0, 1_000_000),
    maxSubscriptionsPerCaller: read.integer('MAX_SUBSCRIPTIONS_PER_CALLER', 20, 0, 1_000_000),
    nudgeSecret: readKey(read, problems, 'NUDGE_SECRET'),
    webhooks: readWebhooks(read, problems),
    logLevel: read.oneOf('LOG_LEVEL', logLevels, 'info'),
    metrics: readMetrics(read, port, problems),
    traces: readTraces(read),
  };
  problems.push(
    ...misspelt(
      Object.keys(env).filter((name) => env[name]),
      read.known,
    ),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function readRtUrl(read: Reader, problems: string[]): string {
  const url = read.url('RT_URL');
  if (url === undefined) problems.push('RT_URL is missing. Set it to the base URL of RT.');
  else {
    const [path] = /\/REST(?:\/[12]\.0)?$/i.exec(url) ?? [];
    if (path !== undefined) {
      problems.push(`RT_URL must be the base URL of RT, without ${path} at the end.`);
    }
  }
  return url ?? '';
}

/** The path of a proxy that does not strip it is part of where clients reach this server. */
function readPublicUrl(read: Reader, basePath: string, problems: string[]): string | undefined {
  const url = read.url('PUBLIC_URL');
  if (url && !new URL(url).pathname.endsWith(basePath)) {
    problems.push('PUBLIC_URL must end with BASE_PATH.');
  }
  return url;
}

/** Whether a host stands for all addresses of the machine. */
function isEveryAddress(host: string): boolean {
  return /^(?:0\.0\.0\.0|[0:]*:[0:]*)$/.test(host);
}

function readServiceAccount(read: Reader, problems: string[]): Credentials | undefined {
  const user = read.secret('RT_USER');
  const password = read.secret('RT_PASSWORD');
  const token = read.secret('RT_TOKEN');
  if (token !== undefined && (user !== undefined || password !== undefined)) {
    problems.push('Set either RT_TOKEN, or RT_USER and RT_PASSWORD, not both.');
  } else if ((user === undefined) !== (password === undefined)) {
    problems.push('RT_USER and RT_PASSWORD must be set together.');
  }
  if (token !== undefined) return { scheme: 'token', token: new Secret(token) };
  if (user === undefined || password === undefined) return undefined;
  return { scheme: 'password', user, password: new Secret(password) };
}

/** Gateways of a federated graph alone speak the protocol. */
function readCallbacks(read: Reader, problems: string[]): readonly string[] {
  const origins = read.origins('SUBSCRIPTION_CALLBACKS');
  if (origins.length > 0 && read.oneOf('FEDERATION', ['off', 'on', 'hive'], 'off') === 'off') {
    problems.push('SUBSCRIPTION_CALLBACKS needs FEDERATION.');
  }
  return origins;
}

/** Its URL may hold a password. What Redis holds is sealed with the key that replicas share. */
function readRedis(read: Reader, problems: string[]): Secret | undefined {
  const url = read.secret('REDIS_URL');
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    problems.push('REDIS_URL must be a redis:// or rediss:// URL.');
  }
  if (read.secret('SIGNING_KEY') === undefined) {
    problems.push('REDIS_URL needs SIGNING_KEY, which encrypts the data in Redis.');
  }
  if (read.text('STATE_DIR') !== undefined) {
    problems.push('Set either REDIS_URL or STATE_DIR, not both.');
  }
  return new Secret(url);
}

const shortestKey = 32;

function readKey(read: Reader, problems: string[], name: string): Secret | undefined {
  const key = read.secret(name);
  if (key === undefined) return undefined;
  if (key.length < shortestKey)
    problems.push(`${name} must have at least ${shortestKey} characters.`);
  return new Secret(key);
}

/** RT's cookie is only passed through under a name that the operator has looked up. */
function readCookieName(read: Reader, problems: string[]): string | undefined {
  const name = read.text('RT_COOKIE_NAME');
  if (!read.onOff('RT_COOKIE_PASSTHROUGH', false)) return undefined;
  if (name === undefined || !/^RT_SID_[\w.+-]+$/.test(name)) {
    problems.push('RT_COOKIE_PASSTHROUGH needs RT_COOKIE_NAME, e.g. RT_SID_example.com.443.');
  }
  return name;
}

function readGateway(read: Reader, problems: string[]): TrustedGateway | undefined {
  const addresses = read.ranges('TRUSTED_GATEWAYS');
  const secret = readKey(read, problems, 'GATEWAY_SECRET');
  const tokens = readTexts(read.json('GATEWAY_TOKENS'));
  if (!addresses && !secret && !tokens) return undefined;
  if (!addresses || !secret || !tokens) {
    problems.push('TRUSTED_GATEWAYS, GATEWAY_SECRET and GATEWAY_TOKENS must be set together.');
    return undefined;
  }
  return {
    addresses,
    secret,
    tokens: new Map([...tokens].map(([user, token]) => [user, new Secret(token)])),
  };
}

/** The SDK would only complain of a bad address, in the log, whenever it has something to send. */
function readTraces(read: Reader): boolean {
  const all = read.url('OTEL_EXPORTER_OTLP_ENDPOINT');
  const own = read.url('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  read.oneOf('OTEL_EXPORTER_OTLP_PROTOCOL', ['http/json', 'http/protobuf'], 'http/json');
  const isOff = read.text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true';
  return (all ?? own) !== undefined && !isOff && read.text('OTEL_TRACES_EXPORTER') !== 'none';
}

/** On the port of the API metrics would be open to whoever can reach that. */
function readMetrics(read: Reader, publicPort: number, problems: string[]): Config['metrics'] {
  const host = read.text('METRICS_HOST') ?? '127.0.0.1';
  if (read.text('METRICS_PORT') === undefined) return undefined;
  const port = read.integer('METRICS_PORT', 0, 0, 65_535);
  if (port !== 0 && port === publicPort) {
    problems.push('METRICS_PORT and PORT must be different.');
  }
  return { host, port };
}

function readWebhooks(read: Reader, problems: string[]): readonly WebhookTarget[] {
  const targets = read.json('WEBHOOKS');
  return targets === undefined ? [] : readTargets(targets, problems);
}

/** A persisted-documents manifest: an object of documents by hash, or the list that Apollo's tool writes. */
function readDocuments(read: Reader, problems: string[]): ReadonlyMap<string, string> | undefined {
  const manifest = read.json('TRUSTED_DOCUMENTS');
  if (manifest === undefined) return undefined;
  const documents = readOperations(manifest) ?? readTexts(manifest);
  if (documents) return documents;
  problems.push(
    'TRUSTED_DOCUMENTS must be a manifest of persisted documents: an object that maps hashes to documents, or an Apollo manifest.',
  );
  return undefined;
}

function readOperations(manifest: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof manifest !== 'object' || manifest === null || !('operations' in manifest)) {
    return undefined;
  }
  const { operations } = manifest;
  if (!Array.isArray(operations)) return undefined;
  return readTexts(
    Object.fromEntries(
      operations.map((operation: unknown) =>
        typeof operation === 'object' && operation !== null
          ? ['id' in operation && operation.id, 'body' in operation && operation.body]
          : [],
      ),
    ),
  );
}

/** An object of texts, none of them empty. */
function readTexts(value: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const complete = texts.length > 0 && texts.length === Object.keys(value).length;
  return complete ? new Map(texts) : undefined;
}
