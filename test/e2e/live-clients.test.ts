import { ApolloClient, gql as apolloGql, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { readEvents } from '../support/live/event-reader.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

/** What RT answers is tested elsewhere; here the clients that people use count. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('live tickets reach', ({ url, populated }) => {
  const number = populated.tickets.longHistory;
  const query = 'subscription { ticketsChanged { kind cursor ticket { number } } }';
  const headers = { authorization: credentialsOf('root') };
  let server: LiveServer;
  beforeAll(async () => {
    server = await startLive(url);
  });
  afterAll(() => server.stop());
  const followers = () => server.live.watchers.size;
  const until = (count: number) => expect.poll(followers, { timeout: 1000 }).toBe(count);
  // Whatever a client was, it leaves nothing behind.
  afterEach(() => until(0));
  const endpoint = () => `${server.url}/graphql`;
  const sockets = () =>
    createWsClient({
      url: endpoint().replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: headers,
    });

  /** Makes two changes and tells what a client gets of them. */
  async function toldBy(subscribe: (tell: (data: unknown) => void) => () => unknown) {
    const told: unknown[] = [];
    const leave = subscribe((data) => told.push(data));
    await until(1);
    server.live.change(number);
    server.live.change(number, 'LEFT');
    await expect.poll(() => told.length).toBe(2);
    await leave();
    return told;
  }
  const both = [
    { ticketsChanged: { kind: 'UPDATED', ticket: { number } } },
    { ticketsChanged: { kind: 'LEFT', ticket: null } },
  ];

  test.each([false, true])(
    'graphql-sse, with one connection for all: %s',
    async (singleConnection) => {
      const client = createSseClient({
        singleConnection,
        url: endpoint(),
        headers: { ...headers }, // It adds to them.
        retryAttempts: 0,
      });
      const viewer = client.iterate({ query: '{ viewer { user { name } } }' });
      const read = (await viewer.next()).value;
      expect(read).toMatchObject({ data: { viewer: { user: { name: 'root' } } } });
      const told = await toldBy((tell) => {
        const sink = {
          next: ({ data }: { data?: unknown }) => tell(data),
          error: tell,
          complete() {},
        };
        return client.subscribe({ query }, sink);
      });
      expect(told).toMatchObject(both);
      client.dispose();
    },
  );

  test('graphql-ws', async () => {
    const client = sockets();
    const told = await toldBy((tell) =>
      client.subscribe({ query }, { next: ({ data }) => tell(data), error: tell, complete() {} }),
    );
    expect(told).toMatchObject(both);
    await client.dispose();
  });

  test.each(['events', 'sockets'])('urql by %s', async (way) => {
    const socket = sockets();
    const client = new Client({
      url: endpoint(),
      preferGetMethod: false,
      fetchOptions: { headers },
      fetchSubscriptions: way === 'events',
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables = {} }) => ({
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe({ query, variables }, sink as never),
            }),
          }),
        }),
        fetchExchange,
      ].slice(way === 'events' ? 1 : 0),
    });
    const told = await toldBy((tell) => {
      const { unsubscribe } = client
        .subscription(gql(query), {})
        .subscribe(({ data, error }) => tell(error ?? data));
      return unsubscribe;
    });
    expect(told).toMatchObject(both);
    await socket.dispose();
  });

  test('Apollo Client', async () => {
    const socket = sockets();
    const client = new ApolloClient({
      link: new GraphQLWsLink(socket),
      cache: new InMemoryCache(),
    });
    const told = await toldBy((tell) => {
      const changes = client.subscribe({ query: apolloGql(query) });
      const subscription = changes.subscribe(({ data, error }) => tell(error ?? data));
      return () => subscription.unsubscribe();
    });
    expect(told).toMatchObject(both);
    client.stop();
    await socket.dispose();
  });

  describe('a stream of many operations', () => {
    const token = async (as = 'root') => {
      const authorization = credentialsOf(as);
      const answer = await fetch(endpoint(), { method: 'PUT', headers: { authorization } });
      expect(answer.status).toBe(201);
      return answer.text();
    };
    const post = async (stream: string, body: object, as = 'root') => {
      const answer = await fetch(endpoint(), {
        method: 'POST',
        headers: {
          authorization: credentialsOf(as),
          'content-type': 'application/json',
          'x-graphql-event-stream-token': stream,
        },
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const listen = (
      stream: string,
      more: object = { 'sec-fetch-site': 'same-origin' },
      as = 'root',
    ) =>
      readEvents(`${endpoint()}?token=${stream}`, {
        method: 'GET',
        headers: { authorization: credentialsOf(as), ...more },
      });

    test('belongs to who reserved it, and to one connection', async () => {
      const stream = await token();
      expect((await listen(stream, {}, 'alice')).status).toBe(403);
      expect((await listen(stream, undefined, 'alice')).status).toBe(404);
      expect((await listen('made-up')).status).toBe(404);
      const reader = await listen(stream);
      expect([reader.status, reader.comments()]).toEqual([200, 1]);
      expect((await listen(stream)).status).toBe(409);
      const operation = { query, extensions: { operationId: '1' } };
      expect(await post(stream, operation, 'alice')).toBe(404);
      expect(await post(stream, { query })).toBe(400);
      expect(await post(stream, operation)).toBe(202);
      await until(1);
      expect(await post(stream, operation)).toBe(400);
      expect(await post(stream, { query: '{ nonsense }', extensions: { operationId: '2' } })).toBe(
        202,
      );
      await expect.poll(() => reader.events.length).toBe(2);
      expect(reader.events).toMatchObject([
        { event: 'next', data: { id: '2', payload: { errors: [{}] } } },
        { event: 'complete', data: { id: '2' } },
      ]);
      reader.leave();
      await until(0);
      await expect.poll(() => post(stream, operation)).toBe(404);
    });

    test('is one of 20 of a caller', async () => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => token('alice')));
      const headers = { authorization: credentialsOf('alice') };
      const one = await fetch(endpoint(), { method: 'PUT', headers });
      expect([one.status, one.headers.get('retry-after')]).toEqual([503, '5']);
      await token('root');
      const reader = await listen(streams[0] ?? '', undefined, 'alice');
      reader.leave();
      await expect
        .poll(async () => (await fetch(endpoint(), { method: 'PUT', headers })).status)
        .toBe(201);
    });
  });
});
