import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';

const rt = { RT_URL: 'https://help.example.org/rt/' };

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  test('has a default for everything but RT_URL', () => {
    const config = readConfig(rt);
    expect(config).toMatchObject({
      rtUrl: 'https://help.example.org/rt',
      serviceAccount: undefined,
      publicUrl: 'http://127.0.0.1:4000',
      graphiql: true,
      introspection: true,
      maxPageSize: 100,
      maxUploadBytes: 10_485_760,
      maxAnswerBytes: 67_108_864,
      rtConcurrency: 4,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('in production closes GraphiQL and introspection unless they are switched on', () => {
    expect(readConfig({ ...rt, NODE_ENV: 'production' })).toMatchObject({
      graphiql: false,
      introspection: false,
    });
    expect(readConfig({ ...rt, NODE_ENV: 'production', GRAPHIQL: 'on' }).graphiql).toBe(true);
  });

  test('names every bad variable in one message and repeats no value', () => {
    const bad = problems({
      RT_URL: 'ftp://hunter2@rt',
      PORT: 'http',
      GRAPHIQL: 'yes',
      RT_USER: 'root',
      RT_TIMEZONE: 'Mars/Olympus',
      CORS_ORIGINS: 'https://a.example/path',
      MAX_PAGE_SIZE: '-1',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'RT_URL',
      'PORT',
      'GRAPHIQL',
      'RT_PASSWORD',
      'RT_TIMEZONE',
      'CORS_ORIGINS',
      'MAX_PAGE_SIZE',
      'LOG_LEVEL',
    ]) {
      expect(bad.join('\n')).toContain(name);
    }
    expect(bad.join('\n')).not.toMatch(/hunter2|Mars|loud/);
  });

  test('takes secrets from files and never shows them', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rt-graphql-config-')), 'password');
    writeFileSync(file, 's3cret\n');
    const config = readConfig({ ...rt, RT_USER: 'root', RT_PASSWORD_FILE: file });
    expect(config.serviceAccount).toMatchObject({ scheme: 'password', user: 'root' });
    expect(JSON.stringify(config)).not.toContain('s3cret');
    expect(problems({ ...rt, RT_TOKEN_FILE: '/nowhere/token' })).toEqual([
      'RT_TOKEN_FILE names a file that cannot be read.',
    ]);
  });

  test('refuses two service accounts', () => {
    expect(problems({ ...rt, RT_TOKEN: 't', RT_USER: 'a', RT_PASSWORD: 'b' })).toEqual([
      'RT_TOKEN and RT_USER with RT_PASSWORD exclude each other.',
    ]);
  });

  test('takes cookie schemes, gateways and proxies only whole', () => {
    expect(problems({ ...rt, RT_COOKIE_PASSTHROUGH: 'on' })).toHaveLength(1);
    expect(problems({ ...rt, GATEWAY_SECRET: 'x'.repeat(32) })).toEqual([
      'TRUSTED_GATEWAYS, GATEWAY_SECRET and GATEWAY_TOKENS belong together.',
    ]);
    expect(problems({ ...rt, SIGNING_KEY: 'short' })).toEqual([
      'SIGNING_KEY must have at least 32 characters.',
    ]);
    for (const ranges of ['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', '::1/129', '1.2.3/8']) {
      expect(problems({ ...rt, TRUSTED_PROXIES: ranges })).toHaveLength(1);
    }
    const { trustedProxies } = readConfig({ ...rt, TRUSTED_PROXIES: '10.0.0.0/8, ::1' });
    expect(trustedProxies?.check('10.9.8.7')).toBe(true);
    expect(trustedProxies?.check('::1', 'ipv6')).toBe(true);
    expect(trustedProxies?.check('11.0.0.1')).toBe(false);
  });

  test('reads manifests of trusted documents of two kinds and refuses others', () => {
    const dir = mkdtempSync(join(tmpdir(), 'rt-graphql-manifest-'));
    const manifest = (content: unknown) => {
      const file = join(dir, 'manifest.json');
      writeFileSync(file, JSON.stringify(content));
      return { ...rt, TRUSTED_DOCUMENTS: file };
    };
    expect(readConfig(manifest({ a: '{ a }' })).trustedDocuments?.get('a')).toBe('{ a }');
    const operations = [{ id: 'b', body: '{ b }', name: 'B', type: 'query' }];
    expect(readConfig(manifest({ operations })).trustedDocuments?.get('b')).toBe('{ b }');
    for (const bad of [{}, [], 'text', { a: 1 }, { operations: [{ id: 'b' }] }, null]) {
      expect(problems(manifest(bad))).toHaveLength(1);
    }
  });
});
