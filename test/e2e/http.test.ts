import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, credentialsOf } from '../support/graphql/ask.js';
import { attachedFiles } from '../support/world/attached-files.js';

const origin = 'https://help.example.org';
const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

describe.each(sharedBackends())('the server over HTTP, on $name', ({ url, populated }) => {
  let server: Listening;
  let withCors: Listening;
  const authorization = credentialsOf('alice');
  const json = { 'content-type': 'application/json', authorization };
  const body = JSON.stringify({ query: '{ viewer { user { name } } }' });
  const viewer = { data: { viewer: { user: { name: 'alice' } } } };

  async function start(env: Readonly<Record<string, string>> = {}): Promise<Listening> {
    const config = readConfig({ RT_URL: url, PORT: '0', LOG_LEVEL: 'silent', ...env });
    const log = createLogger('silent');
    return listen(createApp(config, log), config, log);
  }

  beforeAll(async () => {
    [server, withCors] = await Promise.all([start(), start({ CORS_ORIGINS: origin })]);
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), withCors?.stop()]);
  });

  const at = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
  const download = (id: number, headers: Readonly<Record<string, string>> = {}, more = '') =>
    at(`/attachments/${id}${more}`, { headers: { authorization, ...headers } });

  test('a POST of JSON is answered', async () => {
    const response = await at('/graphql', { method: 'POST', headers: json, body });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(viewer);
    expect(response.headers.get('server-timing')).toMatch(/^rt;dur=/);
  });

  test('a GET is answered only with a header that no foreign page can set', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ viewer { user { name } } }')}`;
    expect((await at(path, { headers: { authorization } })).status).toBe(403);
    const empty = { authorization, 'x-graphql-yoga-csrf': '' };
    expect((await at(path, { headers: empty })).status).toBe(403);
    for (const name of ['x-graphql-yoga-csrf', 'apollo-require-preflight']) {
      const response = await at(path, { headers: { authorization, [name]: '1' } });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(viewer);
    }
  });

  test.each([
    ['application/x-www-form-urlencoded', 415],
    ['text/plain', 415],
    ['application/graphql', 415],
    ['application/json; charset=utf-16', 415],
    ['multipart/form-data; boundary=x', 403],
  ])('a body of type %s is refused with %i', async (type, status) => {
    const headers = { authorization, 'content-type': type };
    const response = await at('/graphql', { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    // Its text is GraphQL's shape.
    const told = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(told.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a compressed body and an unknown method are refused', async () => {
    for (const coding of ['gzip', 'br', 'identity, gzip', '']) {
      const compressed = { ...json, 'content-encoding': coding };
      const response = await at('/graphql', { method: 'POST', headers: compressed, body });
      expect([coding, response.status]).toEqual([coding, 415]);
    }
    for (const method of ['DELETE', 'PATCH']) {
      const response = await at('/graphql', { method, headers: json, body });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST, GET');
    }
  });

  test('a body that says that it is not compressed is read', async () => {
    for (const coding of ['identity', 'Identity']) {
      const headers = { ...json, 'content-encoding': coding };
      const response = await at('/graphql', { method: 'POST', headers, body });
      expect(await response.json()).toEqual(viewer);
    }
  });

  test('several operations in one request are refused', async () => {
    const headers = { ...json, accept: 'application/graphql-response+json' };
    const response = await at('/graphql', { method: 'POST', headers, body: `[${body},${body}]` });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).not.toContain('alice');
  });

  test('no origin is let in unless it is named, and then to the letter', async () => {
    const preflight = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    };
    const ask = (to: Listening, from: string) =>
      fetch(`${to.url}/graphql`, { method: 'OPTIONS', headers: { ...preflight, origin: from } });
    const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
    expect(allowed(await ask(server, origin))).toBeNull();
    expect(allowed(await ask(withCors, 'https://evil.example.org'))).toBeNull();
    expect(allowed(await ask(withCors, `${origin}.evil.example`))).toBeNull();
    const named = await ask(withCors, origin);
    expect(allowed(named)).toBe(origin);
    expect(named.headers.get('access-control-allow-headers')?.toLowerCase()).toContain(
      'authorization',
    );
    expect(named.headers.get('access-control-allow-credentials')).not.toBe('true');
    const post = await fetch(`${withCors.url}/graphql`, {
      method: 'POST',
      headers: { ...json, origin },
      body,
    });
    expect(allowed(post)).toBe(origin);
    const plain = await at('/graphql', { method: 'POST', headers: { ...json, origin }, body });
    expect(allowed(plain)).toBeNull();
  });

  test('every answer has the security headers', async () => {
    const utf8 = populated.attachments.utf8;
    const answers = await Promise.all([
      at('/graphql', { method: 'POST', headers: json, body }),
      at('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
      at('/graphql', { method: 'PATCH' }),
      at('/health'),
      at('/ready'),
      at('/nothing/here'),
      at(`/attachments/${utf8}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 405, 200, 200, 404, 401]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject(securityHeaders);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const file = await download(utf8);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('the root leads to the API', async () => {
    const root = await at('/', { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, 'graphql']);
    expect(await root.text()).toContain('/graphql');
    const page = await at('/', { headers: { accept: 'text/html' } });
    expect(new URL(page.url).pathname).toBe('/graphql');
  });

  test('alive and ready are two things', async () => {
    expect(await (await at('/health')).json()).toEqual({ status: 'ok' });
    expect((await at('/nothing/health')).status).toBe(404);
    expect(await (await at('/ready')).json()).toEqual({ status: 'ready' });
    const alone = appFor('http://127.0.0.1:1');
    const ask = (path: string) => alone.fetch(new Request(`http://localhost${path}`));
    expect((await ask('/health')).status).toBe(200);
    const down = await ask('/ready');
    expect(down.status).toBe(503);
    expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0);
    await alone.close();
  });

  test('a download asks for credentials and has its caller’s rights', async () => {
    const id = populated.attachments.utf8;
    const bare = await at(`/attachments/${id}`);
    expect(bare.status).toBe(401);
    // Node's fetch says like a page's that it is one, and gets no challenge that opens a dialog.
    expect(bare.headers.get('www-authenticate')).toBe('token realm="RT"');
    const hidden = await download(id, { authorization: credentialsOf('norights') });
    const missing = await download(2_000_000_000);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(await hidden.text()).toBe(await missing.text());
    expect((await at('/attachments/1%2Fmerge', { headers: { authorization } })).status).toBe(400);
    const post = await at(`/attachments/${id}`, { method: 'POST', headers: { authorization } });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('a part of a download is 206, one beyond its end 416', async () => {
    const { body: all } = attachedFiles.allBytes;
    const id = populated.attachments.allBytes;
    const part = async (range: string) => {
      const response = await download(id, { range });
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, range: response.headers.get('content-range'), bytes };
    };
    expect(await part('bytes=10-19')).toEqual({
      status: 206,
      range: `bytes 10-19/${all.length}`,
      bytes: all.subarray(10, 20),
    });
    expect((await part('bytes=250-')).bytes).toEqual(all.subarray(250));
    expect((await part('bytes=-3')).bytes).toEqual(all.subarray(-3));
    expect((await part('bytes=0-99999')).bytes).toEqual(all);
    expect(await part('bytes=9999-')).toMatchObject({
      status: 416,
      range: `bytes */${all.length}`,
    });
    expect(await part('lines=1-2')).toMatchObject({ status: 200, bytes: all });
  });

  test('a download tells its size without its bytes, and that it has not changed', async () => {
    const id = populated.attachments.image;
    const whole = await download(id);
    const etag = whole.headers.get('etag') ?? '';
    expect(whole.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(attachedFiles.image.body);
    const head = await at(`/attachments/${id}`, { method: 'HEAD', headers: { authorization } });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(attachedFiles.image.body.length));
    expect(await head.text()).toBe('');
    expect((await download(id, { 'if-none-match': etag })).status).toBe(304);
    expect((await download(id, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('a part is for GET alone: HEAD tells what the whole file is like', async () => {
    const id = populated.attachments.allBytes;
    const { body: all } = attachedFiles.allBytes;
    for (const range of ['bytes=10-19', 'bytes=-3', 'bytes=9999-']) {
      const headers = { authorization, range };
      const head = await at(`/attachments/${id}`, { method: 'HEAD', headers });
      expect([range, head.status]).toEqual([range, 200]);
      expect(head.headers.get('content-range')).toBeNull();
      expect(head.headers.get('content-length')).toBe(String(all.length));
      expect(head.headers.get('accept-ranges')).toBe('bytes');
    }
  });

  test('a download for one version only is 412 where there is another', async () => {
    const id = populated.attachments.allBytes;
    const etag = (await download(id)).headers.get('etag') ?? '';
    const past = { 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' };
    for (const [headers, status] of [
      [{ 'if-match': etag }, 200],
      [{ 'if-match': '*' }, 200],
      [{ 'if-match': `"other", ${etag}` }, 200],
      [{ 'if-match': etag, range: 'bytes=1-2' }, 206],
      [{ 'if-match': etag, 'if-none-match': etag }, 304],
      [{ 'if-match': '"other"' }, 412],
      [{ 'if-match': `W/${etag}` }, 412],
      [{ 'if-match': '"other"', 'if-none-match': etag }, 412],
      [{ 'if-match': '"other"', range: 'bytes=1-2' }, 412],
      [{ 'if-match': '' }, 412],
      // No date of a change is known, and HTTP ignores the condition then.
      [past, 200],
      [{ ...past, 'if-match': etag }, 200],
    ] as const) {
      for (const method of ['GET', 'HEAD']) {
        const expected = method === 'HEAD' && status === 206 ? 200 : status;
        const response = await at(`/attachments/${id}`, {
          method,
          headers: { authorization, ...headers },
        });
        expect([method, headers, response.status]).toEqual([method, headers, expected]);
        if (status === 412) expect(response.headers.get('etag')).toBe(etag);
        await response.arrayBuffer();
      }
    }
  });

  test('a download’s name survives, and what could run as a script does not', async () => {
    const named = await download(populated.attachments.unicodeName);
    expect(named.headers.get('content-disposition')).toBe(
      `attachment; filename="_bersicht __.txt"; filename*=UTF-8''${encodeURIComponent('Übersicht 日本.txt')}`,
    );
    const html = await download(populated.attachments.html, {}, '?disposition=inline');
    expect(html.headers.get('content-type')).toBe('application/octet-stream');
    expect(html.headers.get('content-disposition')).toMatch(/^attachment; filename="page.html"/);
    expect(html.headers.get('x-content-type-options')).toBe('nosniff');
    const image = await download(populated.attachments.image, {}, '?disposition=inline');
    expect(image.headers.get('content-disposition')).toMatch(/^inline;/);
  });

  const audits = serverAudits({
    url: () => `${server.url}/graphql`,
    fetchFn: (input: string, init: RequestInit = {}) =>
      fetch(input, {
        ...init,
        headers: {
          ...Object.fromEntries(new Headers(init.headers)),
          authorization,
          'x-graphql-yoga-csrf': '1',
        },
      }),
  });
  test('a body that is not JSON is 400', async () => {
    const response = await at('/graphql', { method: 'POST', headers: json, body: '{ "not' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each(audits)('GraphQL over HTTP: $id $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
