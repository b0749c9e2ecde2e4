import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { basicAuth, credentialsOf } from '../support/graphql/ask.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { rawAnswer } from '../support/http/slow-client.js';

const backends = sharedBackends().filter(({ name }) => name === 'sandbox');
const origin = 'https://help.example.org';
const made = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

describe.each(backends)('x-request-id', ({ url, populated }) => {
  let server: Listening;
  let proxy: RecordingProxy;
  beforeAll(async () => {
    proxy = await recordingProxy(url);
    const config = readConfig({
      RT_URL: proxy.url,
      PORT: '0',
      CORS_ORIGINS: origin,
    });
    const log = createLogger('silent');
    server = await listen(createApp(config, log), config, log);
  });
  afterAll(async () => {
    await server?.stop();
    await proxy?.close();
  });

  const authorization = credentialsOf('alice');
  const post = (id: string | undefined, query: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization,
        ...(id !== undefined && { 'x-request-id': id }),
        ...headers,
      },
      body: JSON.stringify({ query }),
    });

  test('of a request goes with everything that RT is asked for it, logins too', async () => {
    const before = proxy.requests.length;
    const id = 'order-66_a.b';
    const response = await post(
      id,
      `{ viewer { user { name } } ticket(id: "ticket/${populated.tickets.longHistory}") { subject history(first: 1) { totalCount } } }`,
    );
    expect(response.headers.get('x-request-id')).toBe(id);
    await response.json();
    const sent = proxy.requests.slice(before);
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.some(({ body }) => body.includes('pass='))).toBe(true);
    expect(sent.map(({ headers }) => headers['x-request-id'])).toEqual(sent.map(() => id));
  });

  test.each([
    ['markup', '<script>'],
    ['too long', 'a'.repeat(65)],
    ['empty', ''],
    ['with blanks', 'a b'],
    ['missing', undefined],
  ])('that is %s is replaced by a new one', async (_what, id) => {
    const before = proxy.requests.length;
    const response = await post(id, '{ ticket(id: "ticket/1") { subject } }');
    const given = response.headers.get('x-request-id');
    expect(given).toMatch(made);
    // A request of the test before may arrive late.
    const sent = proxy.requests.slice(before).map(({ headers }) => headers['x-request-id']);
    expect(sent).toContain(given);
    if (id !== undefined) expect(sent).not.toContain(id);
  });

  test('is on every answer', async () => {
    const id = 'a-1';
    const at = (path: string, init: RequestInit = {}) =>
      fetch(`${server.url}${path}`, { ...init, headers: { 'x-request-id': id, ...init.headers } });
    const answers = await Promise.all([
      at('/'),
      at('/health'),
      at('/ready'),
      at('/nothing'),
      at('/attachments/x', { headers: { authorization } }),
      at('/graphql', { method: 'OPTIONS', headers: { origin } }),
      at('/graphql', { method: 'DELETE', headers: { authorization } }),
      post(id, '{', {}),
      post(id, '{ nothing }', {}),
      post(id, '{ viewer { user { name } } }', { authorization: 'Nonsense' }),
      post(id, '{ viewer { user { name } } }', { authorization: basicAuth('alice', 'wrong') }),
      post(id, '{ viewer { user { name } } }', { accept: 'image/png' }),
      post(id, '{ viewer { user { name } } }', { 'content-type': 'text/plain' }),
      post(id, '{ viewer { user { name } ... @defer { user { realName } } } }', {
        accept: 'multipart/mixed',
      }),
      post(id, 'subscription { ticketsChanged { kind } }', { accept: 'text/event-stream' }),
    ]);
    const told = answers.map(({ status, headers }) => `${status} ${headers.get('x-request-id')}`);
    for (const answer of answers) await answer.body?.cancel();
    expect(told.filter((line) => !line.endsWith(` ${id}`))).toEqual([]);
    expect(new Set(told.map((line) => line.slice(0, 3))).size).toBeGreaterThan(4);
    const broken = await rawAnswer(
      server.url,
      `GET http://:x HTTP/1.1\r\nhost: [\r\nx-request-id: ${id}\r\nconnection: close\r\n\r\n`,
    );
    expect(String(broken)).toContain(`x-request-id: ${id}`);
  });

  test('may be read by a page of another site that is let in', async () => {
    const response = await post('a-2', '{ __typename }', { origin });
    expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  test('of a WebSocket is that of all its operations', async () => {
    const address = `${server.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', {
      headers: { 'x-request-id': 'socket-1', authorization },
    });
    const [[response]] = await Promise.all([once(socket, 'upgrade'), once(socket, 'open')]);
    expect(response.headers['x-request-id']).toBe('socket-1');
    const before = proxy.requests.length;
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    const query = `{ ticket(id: "ticket/${populated.tickets.longHistory}") { subject } }`;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    await once(socket, 'message');
    socket.close();
    const sent = proxy.requests.slice(before).map(({ headers }) => headers['x-request-id']);
    expect(new Set(sent)).toEqual(new Set(['socket-1']));
    const refused = new WebSocket(address, {
      origin: 'https://evil.example',
      headers: { 'x-request-id': 'socket-2' },
    });
    refused.on('error', () => undefined);
    const [, answer] = await once(refused, 'unexpected-response');
    expect([answer.statusCode, answer.headers['x-request-id']]).toEqual([403, 'socket-2']);
  });
});
