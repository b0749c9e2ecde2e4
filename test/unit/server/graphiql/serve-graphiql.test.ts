import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prefersHtml } from '../../../../src/server/graphiql/prefers-html.js';
import { graphiqlRoutes } from '../../../../src/server/graphiql/serve-graphiql.js';

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
let directory: string;
let answer: (
  path: string,
  headers?: Record<string, string>,
  method?: string,
) => Promise<Response | undefined>;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'graphiql-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<title>the page</title>');
  writeFileSync(join(directory, 'secret.js'), 'outside of assets');
  writeFileSync(join(directory, 'assets', 'main-abc.js'), 'plain');
  writeFileSync(join(directory, 'assets', 'main-abc.js.br'), 'brotli');
  writeFileSync(join(directory, 'assets', 'main-abc.js.gz'), 'gzip');
  writeFileSync(join(directory, 'assets', 'font-abc.woff2'), 'font');
  writeFileSync(join(directory, 'assets', 'notes.txt'), 'not of the bundle');
  const route = graphiqlRoutes(directory, { rt: 'help.example.org/rt', account: '<"&quot;>' });
  answer = (path, headers = {}, method = 'GET') =>
    route(new Request(`http://localhost${path}`, { headers, method }), path);
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('the page', () => {
  test('goes to whoever asks for HTML, and is never kept', async () => {
    const response = await answer('/graphql', { accept: browserAccept });
    expect(await response?.text()).toBe('<title>the page</title>');
    expect(Object.fromEntries(response?.headers ?? [])).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test('may load scripts, workers and data from its own server only', async () => {
    const response = await answer('/graphql', { accept: browserAccept });
    const policy = response?.headers.get('content-security-policy')?.split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("worker-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy?.join()).not.toMatch(/https?:|blob:|unsafe-eval|\*/);
  });

  test('has a stand-in that names the missing step when it was not built', async () => {
    const route = graphiqlRoutes(join(directory, 'nowhere'), {});
    const request = new Request('http://localhost/graphql', { headers: { accept: 'text/html' } });
    expect(await (await route(request, '/graphql'))?.text()).toContain('npm run build');
  });

  test('leaves every other request to the API', async () => {
    expect(await answer('/graphql', { accept: 'application/json' })).toBeUndefined();
    expect(await answer('/graphql', { accept: '*/*' })).toBeUndefined();
    expect(await answer('/graphql', { accept: browserAccept }, 'POST')).toBeUndefined();
    expect(await answer('/', { accept: browserAccept })).toBeUndefined();
  });

  test.each([
    ['text/html', true],
    [browserAccept, true],
    ['TEXT/HTML;q=0.5', true],
    ['application/json;q=0.9, text/html', true],
    ['application/json, text/html;q=0.9', false],
    ['application/graphql-response+json, text/html;q=0.1', false],
    ['text/html;q=0', false],
    ['text/html;q=x', false],
    ['*/*', false],
    ['', false],
  ])('with Accept "%s" HTML is wanted: %s', (accept, wanted) => {
    expect(prefersHtml(accept)).toBe(wanted);
  });
});

describe('the files of the page', () => {
  test('may be kept for a year, as their names change with their content', async () => {
    const response = await answer('/graphiql/assets/main-abc.js');
    expect(await response?.text()).toBe('plain');
    expect(Object.fromEntries(response?.headers ?? [])).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['gzip, deflate, br', 'brotli', 'br'],
    ['gzip', 'gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip', 'gzip'],
    ['deflate', 'plain', null],
    ['', 'plain', null],
  ])('with Accept-Encoding "%s" are sent as %s', async (acceptEncoding, text, encoding) => {
    const response = await answer('/graphiql/assets/main-abc.js', {
      'accept-encoding': acceptEncoding,
    });
    expect(await response?.text()).toBe(text);
    expect(response?.headers.get('content-encoding')).toBe(encoding);
    expect(response?.headers.get('vary')).toBe('accept-encoding');
  });

  test('are sent as they are where no compressed copy was made', async () => {
    const response = await answer('/graphiql/assets/font-abc.woff2', { 'accept-encoding': 'br' });
    expect(response?.headers.get('content-encoding')).toBeNull();
    expect(response?.headers.get('content-type')).toBe('font/woff2');
  });

  test.each([
    '/graphiql/assets/',
    '/graphiql/assets/missing-abc.js',
    '/graphiql/assets/notes.txt',
    '/graphiql/assets/main-abc.js.br',
    '/graphiql/assets/../secret.js',
    '/graphiql/assets/..%2fsecret.js',
    '/graphiql/assets/%2e%2e/secret.js',
    '/graphiql/assets//etc/passwd',
    '/graphiql/assets/constructor',
  ])('are those of the bundle and no others: %s', async (path) => {
    expect(await answer(path)).toBeUndefined();
  });

  test('answer HEAD without a body', async () => {
    const response = await answer('/graphiql/assets/main-abc.js', {}, 'HEAD');
    expect(response?.status).toBe(200);
    expect(await response?.text()).toBe('');
  });
});
