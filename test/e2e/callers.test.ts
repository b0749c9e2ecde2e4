import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, fetchExchange, mapExchange, type Operation } from '@urql/core';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { CreateTicketDocument, TicketPageDocument } from '../generated/documents.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { basicAuth, credentialsOf } from '../support/graphql/ask.js';
import { scratchDirectory, sharedScratchDirectory } from '../support/process/scratch-directory.js';

const csrf = { 'x-graphql-yoga-csrf': '1' };
const json = { 'content-type': 'application/json' };
const viewer = JSON.stringify({ query: '{ viewer { user { name } } }' });

/** The `name=value` of a Set-Cookie header. */
const pairOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe.each(sharedBackends())('callers of $name', ({ url }) => {
  const servers: Listening[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  async function serve(env: Readonly<Record<string, string>> = {}): Promise<Listening> {
    const config = readConfig({ RT_URL: url, PORT: '0', LOG_LEVEL: 'silent', ...env });
    const log = createLogger('silent');
    const server = await listen(createApp(config, log), config, log);
    servers.push(server);
    return server;
  }
  const who = async (server: Listening, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: viewer,
    });
    const answer = (await response.json()) as {
      data?: { viewer: { user: { name: string } } | null };
      errors?: { extensions: { code: string } }[];
    };
    return {
      status: response.status,
      name: answer.data?.viewer?.user.name,
      code: answer.errors?.[0]?.extensions.code,
    };
  };

  describe('with a cookie of ours', () => {
    let server: Listening;
    beforeAll(async () => {
      server = await serve({ COOKIE_AUTH: 'on', CORS_ORIGINS: 'https://desk.example.org' });
    });
    const logIn = (body: object, headers: Readonly<Record<string, string>> = csrf) =>
      fetch(`${server.url}/session`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify(body),
      });
    const alice = { user: 'alice', password: 'alice-pass' };

    test('a browser logs in, is known by its cookie, and logs out', async () => {
      const login = await logIn({ ...alice, password: passwordOf('alice') });
      expect(login.status).toBe(200);
      expect(await login.json()).toEqual({ user: 'alice' });
      const set = login.headers.get('set-cookie') ?? '';
      expect(set).toMatch(
        /^__Host-rtgql=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=28800$/,
      );
      const cookie = pairOf(login);
      expect(await who(server, { cookie })).toMatchObject({ status: 200, name: 'alice' });
      const out = await fetch(`${server.url}/session`, {
        method: 'DELETE',
        headers: { ...csrf, cookie },
      });
      expect(out.status).toBe(204);
      expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
      expect(await who(server, { cookie })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    });

    test('a page that is allowed may log its browser in and out', async () => {
      const preflight = await fetch(`${server.url}/session`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://desk.example.org',
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'x-graphql-yoga-csrf',
        },
      });
      expect(preflight.headers.get('access-control-allow-methods')).toBe('POST, GET, PUT, DELETE');
    });

    test('a wrong password, a missing header and an unreadable body open nothing', async () => {
      const wrong = await logIn({ user: 'alice', password: 'wrong' });
      expect(wrong.status).toBe(401);
      expect(wrong.headers.get('set-cookie')).toBeNull();
      expect((await logIn({ ...alice, password: passwordOf('alice') }, {})).status).toBe(403);
      expect((await logIn({ user: 'alice' })).status).toBe(401);
      expect((await logIn([])).status).toBe(400);
      expect((await fetch(`${server.url}/session`)).status).toBe(405);
    });

    test('a page of another site cannot use the cookie, one that is allowed can', async () => {
      const cookie = pairOf(await logIn({ ...alice, password: passwordOf('alice') }));
      const from = (headers: Readonly<Record<string, string>>) =>
        who(server, { cookie, ...headers });
      expect(
        await from({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }),
      ).toEqual({ status: 403, name: undefined, code: 'FORBIDDEN' });
      expect(await from({ origin: 'null' })).toMatchObject({ status: 403 });
      expect(
        await from({ 'sec-fetch-site': 'same-site', origin: 'https://desk.example.org' }),
      ).toMatchObject({ status: 200, name: 'alice' });
      expect(await from({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 });
    });

    test('a cookie and a header at once are refused, whoever they are', async () => {
      const cookie = pairOf(await logIn({ ...alice, password: passwordOf('alice') }));
      expect(await who(server, { cookie, authorization: credentialsOf('root') })).toEqual({
        status: 400,
        name: undefined,
        code: 'BAD_USER_INPUT',
      });
      expect(await who(server, { cookie: `${cookie}; ${cookie}` })).toMatchObject({ status: 400 });
    });
  });

  test('cookies are nobody while no cookie scheme is on', async () => {
    const server = await serve();
    expect((await fetch(`${server.url}/session`, { method: 'POST', headers: csrf })).status).toBe(
      404,
    );
    const cookie = `__Host-rtgql=${'x'.repeat(43)}; RT_SID_example.com.80=${'a'.repeat(32)}`;
    expect(await who(server, { cookie })).toMatchObject({ status: 401 });
  });

  test("RT's own cookie is passed through as the one pair that was configured", async () => {
    const login = await fetch(`${url}/REST/1.0/`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'alice', pass: passwordOf('alice') }),
    });
    const pair = pairOf(login);
    const [name = ''] = pair.split('=');
    const server = await serve({ RT_COOKIE_PASSTHROUGH: 'on', RT_COOKIE_NAME: name });
    expect(await who(server, { cookie: `other=secret; ${pair}` })).toMatchObject({
      status: 200,
      name: 'alice',
    });
    expect(await who(server, { cookie: `${pair}; ${name}=${'a'.repeat(32)}` })).toMatchObject({
      status: 400,
    });
    for (const value of ['a'.repeat(32), 'no hex', '']) {
      expect(await who(server, { cookie: `${name}=${value}` })).toMatchObject({ status: 401 });
    }
    const both = { cookie: pair, authorization: basicAuth('alice', 'wrong') };
    expect(await who(server, both)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  describe('behind a trusted gateway', () => {
    const secret = 'what only the gateway and we may know';
    const tokens = join(sharedScratchDirectory('gateway'), 'tokens.json');
    writeFileSync(tokens, JSON.stringify({ alice: '1-14-0123456789abcdef' }));
    const settings = { GATEWAY_SECRET: secret, GATEWAY_TOKENS: tokens };

    test('only the gateway is believed, and only about users whose token is known', async () => {
      const near = await serve({ ...settings, TRUSTED_GATEWAYS: '127.0.0.0/8' });
      const far = await serve({ ...settings, TRUSTED_GATEWAYS: '10.1.0.0/16' });
      const says = { 'x-rt-user': 'alice', 'x-gateway-secret': secret };
      // The token is made up: RT refuses it, which shows that it was asked as alice and as nobody else.
      expect(await who(near, says)).toMatchObject({ status: 401 });
      for (const [server, headers] of [
        [far, says],
        [far, { ...says, 'x-forwarded-for': '10.1.2.3' }],
        [near, { 'x-rt-user': 'alice' }],
        [near, { 'x-rt-user': 'alice', 'x-gateway-secret': 'wrong' }],
        [near, { 'x-rt-user': 'root', 'x-gateway-secret': secret }],
      ] as const) {
        expect(await who(server, headers)).toEqual({
          status: 401,
          name: undefined,
          code: 'UNAUTHENTICATED',
        });
      }
      const mixed = { ...says, authorization: credentialsOf('root') };
      expect(await who(near, mixed)).toMatchObject({ status: 400 });
    });

    test('the header means nothing where no gateway is configured', async () => {
      const server = await serve();
      const headers = { 'x-rt-user': 'root', 'x-gateway-secret': secret };
      expect(await who(server, headers)).toMatchObject({ status: 401 });
      const own = { ...headers, authorization: credentialsOf('alice') };
      expect(await who(server, own)).toMatchObject({ status: 200, name: 'alice' });
    });
  });

  describe('who fail to log in', () => {
    test('are kept from RT after five wrong passwords of a user, whatever the sixth is', async () => {
      const server = await serve();
      for (let guess = 1; guess <= 5; guess++) {
        const wrong = { authorization: basicAuth('alice', `wrong ${guess}`) };
        expect(await who(server, wrong)).toMatchObject({ status: 401 });
      }
      const right = { authorization: credentialsOf('alice') };
      expect(await who(server, right)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...json, ...right },
        body: viewer,
      });
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { limit: { allowed: 5 } } }],
      });
      const other = { authorization: credentialsOf('root') };
      expect(await who(server, other)).toMatchObject({ status: 200, name: 'root' });
    });

    test('find no session of the user open either, however many guess at once', async () => {
      const server = await serve();
      const right = { authorization: credentialsOf('alice') };
      expect(await who(server, right)).toMatchObject({ status: 200, name: 'alice' });
      const guesses = Array.from({ length: 60 }, (_, at) =>
        who(server, at === 50 ? right : { authorization: basicAuth('alice', `guess ${at}`) }),
      );
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      expect(statuses[50]).toBe(429);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    });

    test('are told apart by address behind a proxy that is trusted, and by no header else', async () => {
      const trusting = await serve({ TRUSTED_PROXIES: '127.0.0.1' });
      const wary = await serve();
      const from = (address: string, password: string) => ({
        authorization: basicAuth('low', password),
        'x-forwarded-for': `203.0.113.9, ${address}`,
      });
      for (let guess = 1; guess <= 5; guess++) {
        for (const server of [trusting, wary]) await who(server, from('192.0.2.1', `no ${guess}`));
      }
      const right = passwordOf('low');
      expect(await who(trusting, from('192.0.2.1', right))).toMatchObject({ status: 429 });
      expect(await who(trusting, from('192.0.2.2', right))).toMatchObject({ name: 'low' });
      expect(await who(wary, from('192.0.2.2', right))).toMatchObject({ status: 429 });
    });
  });

  test('a caller who costs too much in a minute is stopped, others are not', async () => {
    const server = await serve({ MAX_COST_PER_MINUTE: '120' });
    const heavy = JSON.stringify({ query: '{ tickets(first: 50) { nodes { queue { name } } } }' });
    const ask = (user: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...json, authorization: credentialsOf(user) },
        body: heavy,
      });
    expect((await ask('alice')).status).toBe(200);
    const stopped = await ask('alice');
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await stopped.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: { name: 'MAX_COST_PER_MINUTE' } } }],
    });
    expect((await ask('root')).status).toBe(200);
  });

  test('a client asks by the ids of its typed documents alone, with files too', async () => {
    const manifest = fileURLToPath(new URL('../generated/trusted-documents.json', import.meta.url));
    const server = await serve({ TRUSTED_DOCUMENTS: manifest });
    const sent: string[] = [];
    const client = new Client({
      url: `${server.url}/graphql`,
      exchanges: [mapExchange({ onOperation: byId }), fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers: { authorization: credentialsOf('alice'), ...csrf } },
      async fetch(input, init) {
        sent.push(await new Request(input, init).clone().text());
        return fetch(input, init);
      },
    });
    const page = await client.query(TicketPageDocument, { first: 1 }).toPromise();
    expect(page.error).toBeUndefined();
    expect(page.data).toMatchObject({ tickets: { nodes: [{}] } });
    const upload = new File(['hum'], 'hum.log', { type: 'text/plain' });
    const input = {
      queue: 'General',
      subject: 'By its id',
      attachments: [{ filename: 'hum.log', content: { upload } }],
    };
    const created = await client.mutation(CreateTicketDocument, { input }).toPromise();
    expect(created.error).toBeUndefined();
    expect(created.data).toMatchObject({ createTicket: { outcome: 'APPLIED' } });
    expect(sent).toHaveLength(2);
    for (const body of sent) {
      expect(body).toMatch(/"sha256Hash":"[0-9a-f]{64}"/);
      expect(body).not.toMatch(/\b(?:query|mutation)\b/);
    }
  });

  test('with trusted documents nothing else is executed', async () => {
    const dir = scratchDirectory('trusted');
    const query = 'query Me { viewer { user { name } } }';
    const plain = join(dir, 'plain.json');
    const apollo = join(dir, 'apollo.json');
    writeFileSync(plain, JSON.stringify({ me: query }));
    const operations = [{ id: 'me', name: 'Me', type: 'query', body: query }];
    writeFileSync(apollo, JSON.stringify({ format: 'manifest', version: 1, operations }));
    for (const manifest of [plain, apollo]) {
      const server = await serve({ TRUSTED_DOCUMENTS: manifest });
      const send = async (body: object) => {
        const response = await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { ...json, authorization: credentialsOf('alice') },
          body: JSON.stringify(body),
        });
        return { status: response.status, body: await response.text() };
      };
      const named = '"name":"alice"';
      expect((await send({ documentId: 'me' })).body).toContain(named);
      const persistedQuery = { version: 1, sha256Hash: 'me' };
      expect((await send({ extensions: { persistedQuery } })).body).toContain(named);
      for (const body of [
        { query },
        { documentId: 'nobody' },
        { documentId: '__proto__' },
        { documentId: '../plain' },
        { documentId: 'me', query },
        {},
      ]) {
        const refused = await send(body);
        expect({ body, status: refused.status }).toEqual({ body, status: 400 });
        expect(refused.body).not.toContain(named);
      }
    }
  });
});

/** What makes urql send the hash of a document in the place of its text. */
function byId(operation: Operation): Operation {
  const sha256Hash = createHash('sha256').update(print(operation.query)).digest('hex');
  return { ...operation, extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

function passwordOf(user: string): string {
  const pair = Buffer.from(credentialsOf(user).slice('Basic '.length), 'base64').toString('utf8');
  return pair.slice(user.length + 1);
}
