import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { basicAuth, credentialsOf } from '../support/graphql/ask.js';
import { rawAnswer } from '../support/http/slow-client.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';
import { ok, startFakeRt } from '../support/rest1/fake-rt.js';

/** What RT answers is tested elsewhere; here the socket counts. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('WebSockets', ({ url, populated }) => {
  const number = populated.tickets.longHistory;
  const watch = 'subscription { ticketsChanged { kind cursor ticket { number } } }';
  const root = { authorization: credentialsOf('root') };
  let server: LiveServer | undefined;
  const open: WebSocket[] = [];
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await server?.stop();
    server = undefined;
  });

  async function start(env: Readonly<Record<string, string>> = {}): Promise<LiveServer> {
    server = await startLive(url, env);
    return server;
  }
  const address = () => `${server?.url.replace('http', 'ws')}/graphql`;
  const followers = () => (server ? server.live.watchers.size + server.live.listeners.size : -1);
  const until = (count: number) => expect.poll(followers, { timeout: 1000 }).toBe(count);

  /** A client by hand, and everything that it was told. */
  function raw(options: ClientOptions = {}, protocol = 'graphql-transport-ws') {
    const socket = new WebSocket(address(), protocol, options);
    open.push(socket);
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
    const told: any[] = [];
    let status = 0;
    socket.on('message', (data) => told.push(JSON.parse(String(data))));
    socket.on('unexpected-response', (_, response) => {
      status = response.statusCode ?? 0;
      socket.emit('close', status);
    });
    socket.on('error', () => undefined);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const opened = new Promise<void>((resolve) => socket.once('open', resolve));
    const send = (message: object | string) =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    return {
      socket,
      told,
      closed,
      opened,
      send,
      async init(payload: object = root) {
        await opened;
        send({ type: 'connection_init', payload });
      },
      ask: (id: string, query: string, variables = {}) =>
        send({ id, type: 'subscribe', payload: { query, variables } }),
      until: (count: number) => expect.poll(() => told.length).toBe(count),
    };
  }

  test('answer queries, mutations and subscriptions to the client of the protocol', async () => {
    const { live } = await start();
    const client = createClient({
      url: address(),
      webSocketImpl: WebSocket,
      connectionParams: root,
    });
    const answer = async (query: string) => (await client.iterate({ query }).next()).value;
    expect(await answer(`{ ticket(id: ${number}) { number } }`)).toEqual({
      data: { ticket: { number } },
    });
    const write = `mutation { commentOnTicket(input: { id: ${number}, body: { text: "by WebSocket" } }) { outcome userErrors { code } } }`;
    expect(await answer(write)).toEqual({
      data: { commentOnTicket: { outcome: 'APPLIED', userErrors: [] } },
    });
    const events = client.iterate({ query: watch });
    const first = events.next();
    await until(1);
    live.change(number);
    expect((await first).value).toEqual({
      data: { ticketsChanged: { kind: 'UPDATED', cursor: 'c1', ticket: { number } } },
    });
    await events.return?.();
    await until(0);
    await client.dispose();
  });

  test.each<[string, object, ClientOptions, number]>([
    ['nothing', {}, {}, 4401],
    ['what cannot be read', { authorization: 'Basic !!!' }, {}, 4401],
    ['no text', { authorization: 17 }, {}, 4401],
    ['a line break', { authorization: 'token a\r\nx-rt-user: root' }, {}, 4401],
    ['a header that cannot be read', {}, { headers: { authorization: 'Basic' } }, 4401],
    ['credentials twice', root, { headers: root }, 4400],
    ['credentials in two spellings', { ...root, Authorization: 'token x' }, {}, 4400],
  ])(
    'close on %s in place of credentials, and RT hears nothing',
    async (_, params, options, code) => {
      const rt = await startFakeRt();
      server = await startLive(rt.url);
      const { init, closed, told } = raw(options);
      await init(params);
      expect([await closed, told, rt.requests]).toEqual([code, [], []]);
      await rt.close();
    },
  );

  test('close on a wrong password before anything is acknowledged, and take one in a header', async () => {
    await start();
    const wrong = raw();
    await wrong.init({ authorization: 'Basic cm9vdDpub25zZW5zZQ==' });
    expect([await wrong.closed, wrong.told]).toEqual([4401, []]);
    const early = raw();
    await early.opened;
    early.ask('1', watch);
    expect(await early.closed).toBe(4401);
    const right = raw({ headers: root });
    await right.init({});
    await right.until(1);
    expect(right.told).toEqual([{ type: 'connection_ack' }]);
  });

  test('are refused to pages of other sites, with or without a cookie', async () => {
    const origin = 'https://evil.example';
    await start({ COOKIE_AUTH: 'on', CORS_ORIGINS: 'https://desk.example' });
    const host = new URL(server?.url ?? '').host;
    for (const headers of [
      { origin },
      { origin, cookie: '__Host-rtgql=x' },
      { origin, 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: `${origin}:${host.split(':')[1]}` },
    ]) {
      expect([headers, await raw({ headers }).closed]).toEqual([headers, 403]);
    }
    for (const headers of [
      { origin: 'https://desk.example' },
      { origin: `http://${host}` },
      { origin, 'sec-fetch-site': 'same-origin' },
    ]) {
      const { init, until: came, socket } = raw({ headers });
      await init();
      await came(1);
      socket.close();
    }
    expect(await raw({ headers: {} }, 'graphql-ws').closed).toBeGreaterThan(1000);
  });

  test('are known by the cookie of a browser, until it logs out', async () => {
    const { live } = await start({ COOKIE_AUTH: 'on' });
    const session = (method: string, headers = {}) =>
      fetch(`${server?.url}/session`, {
        method,
        headers: { 'x-graphql-yoga-csrf': '1', ...headers },
        ...(method === 'POST' && { body: JSON.stringify({ user: 'root', password: 'password' }) }),
      });
    const opened = await session('POST', { 'content-type': 'application/json' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { init, ask, told, until: came, closed } = raw({ headers: { cookie } });
    await init({});
    await came(1);
    ask('1', watch);
    await until(1);
    await session('DELETE', { cookie });
    live.change(number);
    expect(await closed).toBe(4401);
    expect(told.slice(1)).toMatchObject([
      { id: '1', type: 'next', payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
      { id: '1', type: 'complete' },
    ]);
    await until(0);
  });

  test('tell what is wrong with an operation, and go on', async () => {
    await start({ MAX_SUBSCRIPTIONS_PER_CALLER: '1', MAX_DEPTH: '3' });
    const { init, ask, told, until: came } = raw();
    await init();
    await came(1);
    ask('syntax', '{');
    ask('deep', '{ tickets { nodes { queue { name } } } }');
    ask('cursor', 'subscription { ticketsChanged(after: "bad") { kind } }');
    await came(4);
    ask('first', watch);
    await until(1);
    ask('second', watch);
    await came(5);
    const codes = new Map(
      told.slice(1).map(({ id, type, payload }) => [id, [type, payload[0].extensions]]),
    );
    expect(Object.fromEntries(codes)).toMatchObject({
      syntax: ['error', { code: 'GRAPHQL_PARSE_FAILED' }],
      deep: ['error', { code: 'QUERY_TOO_COSTLY' }],
      cursor: ['error', { code: 'BAD_USER_INPUT' }],
      second: ['error', { code: 'OVERLOADED', retryAfterSeconds: 5 }],
    });
    expect(JSON.stringify(told)).not.toContain('"http"');
  });

  test('close on messages that are too large, too nested or none', async () => {
    await start();
    for (const [message, code] of [
      ['x'.repeat(300 * 1024), 1009],
      ['['.repeat(100_000), 4400],
      ['hello', 4400],
    ] as const) {
      const { opened, send, closed } = raw();
      await opened;
      send(message);
      expect(await closed).toBe(code);
    }
  });

  test('are left within a second, however that goes', async () => {
    await start();
    for (const leave of [
      (socket: WebSocket) => socket.send('{"id":"1","type":"complete"}'),
      (socket: WebSocket) => socket.close(),
      (socket: WebSocket) => socket.terminate(),
    ]) {
      const { socket, init, ask, until: came } = raw();
      await init();
      await came(1);
      ask('1', watch);
      await until(1);
      leave(socket);
      await until(0);
    }
  });

  test('close with 1001 when the server stops, and tell no subscription that it is complete', async () => {
    const { stop } = await start();
    const { init, ask, told, closed, until: came } = raw();
    await init();
    await came(1);
    ask('1', watch);
    await until(1);
    const begin = performance.now();
    const stopped = stop();
    expect(await closed).toBe(1001);
    expect(told).toHaveLength(1);
    await stopped;
    expect(performance.now() - begin).toBeLessThan(2000);
    server = undefined;
  });

  test('stay open until what runs on them has its answer when the server stops', async () => {
    const rt = await startFakeRt();
    server = await startLive(rt.url, { RT_TIMEZONE: 'UTC' });
    const { init, ask, told, closed, until: came } = raw();
    await init({ authorization: basicAuth('alice', 'secret') });
    await came(1);
    rt.answers.set('show', () => sleep(800, `${ok}id: ticket/1\nSubject: one\n\n`));
    ask('1', '{ ticket(id: 1) { subject } }');
    await sleep(200);
    const stopped = server.stop();
    server = undefined;
    expect(await closed).toBe(1001);
    expect(told.slice(1)).toEqual([
      { id: '1', type: 'next', payload: { data: { ticket: { subject: 'one' } } } },
      { id: '1', type: 'complete' },
    ]);
    await stopped;
    await rt.close();
  });

  test('are the one protocol that a request is upgraded to: who offers HTTP/2 gets a plain answer', async () => {
    await start();
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n';
    const answer = await rawAnswer(
      server?.url ?? '',
      `GET /health HTTP/1.1\r\nHost: x\r\n${offer}\r\n`,
      300,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*"ok"/s);
    const body = JSON.stringify({ query: '{ __typename }' });
    const posted = await rawAnswer(
      server?.url ?? '',
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${root.authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${offer}\r\n${body}`,
      500,
    );
    expect(posted).toContain('{"data":{"__typename":"Query"}}');
  });
});
