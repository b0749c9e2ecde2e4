import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';
import { scratchDirectory } from '../support/process/scratch-directory.js';

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

  test('derives where clients reach the server, and says when it cannot', () => {
    const at = (env: Record<string, string>) => {
      const { publicUrl, linksByHost } = readConfig({ ...rt, ...env });
      return [publicUrl, linksByHost];
    };
    expect(at({})).toEqual(['http://127.0.0.1:4000', false]);
    expect(at({ HOST: '::1', PORT: '80' })).toEqual(['http://[::1]:80', false]);
    expect(at({ BASE_PATH: '/help/api/' })).toEqual(['http://127.0.0.1:4000/help/api', false]);
    for (const HOST of ['0.0.0.0', '::', '[::]', '0:0:0:0:0:0:0:0']) {
      expect(at({ HOST })).toEqual([expect.any(String), true]);
      expect(at({ HOST, PUBLIC_URL: 'https://x.example/a/' })).toEqual([
        'https://x.example/a',
        false,
      ]);
    }
  });

  test.each([
    { BASE_PATH: 'api' },
    { BASE_PATH: '/a b' },
    { BASE_PATH: '/a/../b' },
    { BASE_PATH: '/a?b' },
    { BASE_PATH: '/api', PUBLIC_URL: 'https://x.example/other' },
    { HOST: '127.0.0.1:4000' },
    { HOST: '300.1.1.1' },
    { HOST: 'http://localhost' },
    { HOST: 'two words' },
  ])('refuses %o in one line', (env) => {
    expect(problems({ ...rt, ...env })).toHaveLength(1);
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
    const file = join(scratchDirectory('config'), 'password');
    writeFileSync(file, 's3cret\n');
    const config = readConfig({ ...rt, RT_USER: 'root', RT_PASSWORD_FILE: file });
    expect(config.serviceAccount).toMatchObject({ scheme: 'password', user: 'root' });
    expect(JSON.stringify(config)).not.toContain('s3cret');
    expect(problems({ ...rt, RT_TOKEN_FILE: '/nowhere/token' })).toEqual([
      'The file in RT_TOKEN_FILE cannot be read.',
    ]);
  });

  test('serves metrics only where they have a port of their own', () => {
    expect(readConfig(rt).metrics).toBeUndefined();
    expect(readConfig({ ...rt, METRICS_HOST: '0.0.0.0' }).metrics).toBeUndefined();
    const { metrics } = readConfig({ ...rt, METRICS_PORT: '9464' });
    expect(metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(problems({ ...rt, METRICS_PORT: '4000' })).toEqual([
      'METRICS_PORT and PORT must be different.',
    ]);
    for (const METRICS_PORT of ['x', '65536', '-1', '9464.5']) {
      expect(problems({ ...rt, METRICS_PORT })).toHaveLength(1);
    }
  });

  test('sends traces only where it is told to whom', () => {
    const to = { ...rt, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
    expect(readConfig(rt).traces).toBe(false);
    expect(readConfig(to).traces).toBe(true);
    expect(readConfig({ ...to, OTEL_SDK_DISABLED: 'true' }).traces).toBe(false);
    expect(readConfig({ ...to, OTEL_TRACES_EXPORTER: 'none' }).traces).toBe(false);
    expect(problems({ ...to, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toHaveLength(1);
    expect(problems({ ...rt, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).toHaveLength(1);
  });

  test('refuses two service accounts', () => {
    expect(problems({ ...rt, RT_TOKEN: 't', RT_USER: 'a', RT_PASSWORD: 'b' })).toEqual([
      'Set either RT_TOKEN, or RT_USER and RT_PASSWORD, not both.',
    ]);
  });

  test('takes cookie schemes, gateways and proxies only whole', () => {
    expect(problems({ ...rt, RT_COOKIE_PASSTHROUGH: 'on' })).toHaveLength(1);
    expect(problems({ ...rt, GATEWAY_SECRET: 'x'.repeat(32) })).toEqual([
      'TRUSTED_GATEWAYS, GATEWAY_SECRET and GATEWAY_TOKENS must be set together.',
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
    const dir = scratchDirectory('manifest');
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
