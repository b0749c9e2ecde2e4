import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unsafeSettings } from '../../../src/cli/unsafe-settings.js';
import { readConfig } from '../../../src/config.js';
import { sharedScratchDirectory } from '../../support/process/scratch-directory.js';

const account = { RT_USER: 'graphql', RT_PASSWORD: 'secret-1234' };
const tokens = join(sharedScratchDirectory('gateway'), 'tokens.json');
writeFileSync(tokens, '{"alice":"1-14-x"}');
const gateway = { GATEWAY_SECRET: 'x'.repeat(32), GATEWAY_TOKENS: tokens };
const warnings = (env: Record<string, string>) =>
  unsafeSettings(readConfig({ RT_URL: 'https://help.example.org', ...env }));

describe('settings that let in more than was meant', () => {
  test.each([
    [{ ...account, HOST: '0.0.0.0' }, /service account/],
    [{ ...account, HOST: '::' }, /service account/],
    [{ ...account, HOST: '10.0.0.5' }, /service account/],
    [{ ...account, HOST: 'api.example.org' }, /service account/],
    [{ RT_TOKEN: '1-14-abc', HOST: '0.0.0.0' }, /service account/],
    [{ TRUSTED_PROXIES: '0.0.0.0/0' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, ::/0' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '0.0.0.0/1, 128.0.0.0/1' }, /TRUSTED_PROXIES/],
    [{ ...gateway, TRUSTED_GATEWAYS: '0.0.0.0/0' }, /TRUSTED_GATEWAYS/],
  ] as const)('%j are told in one line, without a secret', (env, what) => {
    const [warning = '', ...more] = warnings(env);
    expect(more).toEqual([]);
    expect(warning).toMatch(what);
    expect(warning).not.toMatch(/secret-1234|1-14|x{32}|\n/);
  });

  test.each([
    {},
    account,
    { ...account, HOST: '127.0.0.2' },
    { ...account, HOST: '::1' },
    { ...account, HOST: 'localhost' },
    { HOST: '0.0.0.0' },
    { TRUSTED_PROXIES: '10.0.0.0/8, 192.168.0.0/16, fd00::/8' },
    { ...gateway, TRUSTED_GATEWAYS: '10.0.0.7' },
  ])('are not %j', (env) => {
    expect(warnings(env)).toEqual([]);
  });
});
