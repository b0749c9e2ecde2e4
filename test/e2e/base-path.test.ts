import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { rawAnswer } from '../support/http/slow-client.js';
import { readableLog } from '../support/observe/log-lines.js';

const secret = 'nudge'.repeat(8);
const json = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' };
const { log, lines } = readableLog();
let rt: Sandbox;
let server: Listening;
let base: string;

beforeAll(async () => {
  rt = await startSandbox();
  const config = readConfig({
    RT_URL: rt.url,
    RT_USER: 'root',
    RT_PASSWORD: 'password',
    HOST: '0.0.0.0',
    PORT: '0',
    BASE_PATH: '/help/api',
    COOKIE_AUTH: 'on',
    GRAPHIQL: 'off',
    NUDGE_SECRET: secret,
  });
  server = await listen(createApp(config, log), config, log);
  base = `http://127.0.0.1:${new URL(server.url).port}/help/api`;
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
});

const post = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ query }),
  });

test('operations below BASE_PATH are in the log', async () => {
  await post('query Logged { __typename }');
  await expect.poll(() => lines()).toContainEqual(expect.objectContaining({ operation: 'Logged' }));
});

test('everything is served below BASE_PATH, and nothing beside it', async () => {
  const query = 'query={__typename}';
  const paths = [`/graphql?${query}`, '/health', '/ready', '/attachments/1', '/session', '/nudge'];
  for (const path of paths) {
    const options = { headers: { 'x-graphql-yoga-csrf': '1' } };
    expect({ path, status: (await fetch(base + path, options)).status }).not.toMatchObject({
      status: 404,
    });
    for (const root of ['', '/help', '/help/apis', '/help/api/help/api', '/HELP/API']) {
      const { status } = await fetch(`${new URL(base).origin}${root}${path}`, options);
      expect({ path: root + path, status }).toEqual({ path: root + path, status: 404 });
    }
  }
});

test('the prefix alone leads to the API, with and without a slash', async () => {
  for (const path of ['', '/']) {
    const { status, headers } = await fetch(base + path, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/help/api/graphql']);
  }
});

test('a browser is told that GraphiQL is off', async () => {
  const response = await fetch(`${base}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('GraphiQL is off');
});

test('WebSockets and nudges know the prefix', async () => {
  const client = createClient({
    url: `${base.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const { value } = await client.iterate({ query: '{ viewer { user { name } } }' }).next();
  expect(value).toEqual({ data: { viewer: { user: { name: 'root' } } } });
  await client.dispose();
  const outside = await rawAnswer(
    base,
    'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    300,
  );
  expect(outside).toMatch(/^HTTP\/1\.1 404 /);
  const nudge = await fetch(`${base}/nudge`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${secret}` },
    body: '{"ticket":1}',
  });
  expect(nudge.status).toBe(202);
});

test('a browser session has a cookie of this path’s server alone', async () => {
  const opened = await fetch(`${base}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ user: 'ada', password: 'password' }),
  });
  const cookie = opened.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(
    /^__Host-rtgql-help-api=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict/,
  );
  const answer = await post('{ viewer { user { name } } }', { cookie: cookie.split(';')[0] ?? '' });
  expect(await answer.json()).toEqual({ data: { viewer: { user: { name: 'ada' } } } });
});

test('links follow the Host of the request where HOST is a wildcard', async () => {
  const made =
    await post(`mutation { createTicket(input: { queue: "General", subject: "x", body: { text: "x" },
    attachments: [{ filename: "x.log", content: { text: "hum" } }] }) { ticket { number } } }`);
  const { data } = (await made.json()) as {
    data: { createTicket: { ticket: { number: number } } };
  };
  const body = JSON.stringify({
    query: `{ ticket(id: ${data.createTicket.ticket.number}) { attachments(first: 1, filter: { named: true }) { nodes { downloadUrl } } } }`,
  });
  const linkBy = async (host: string) => {
    const head = `POST /help/api/graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    return /"downloadUrl":"([^"]+)"/.exec(await rawAnswer(base, head + body, 5000))?.[1] ?? '';
  };
  const { host } = new URL(base);
  const link = await linkBy(host);
  expect(link.startsWith(`http://${host}/help/api/attachments/`)).toBe(true);
  expect(await (await fetch(link)).text()).toBe('hum');
  expect(await linkBy('desk.example.org:8080')).toMatch(
    /^http:\/\/desk\.example\.org:8080\/help\/api\/attachments\//,
  );
});
