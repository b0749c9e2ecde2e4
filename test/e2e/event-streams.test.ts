import { afterEach, describe, expect, test } from 'vitest';
import { CredentialsError } from '../../src/rt/errors.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type EventReader, readEvents } from '../support/live/event-reader.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

/** What RT answers is tested elsewhere; here the stream counts. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('event streams', ({ url, populated }) => {
  const number = populated.tickets.longHistory;
  const watch = 'subscription { ticketsChanged { kind cursor ticket { number } } }';
  let server: LiveServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function start(env: Readonly<Record<string, string>> = {}): Promise<LiveServer> {
    server = await startLive(url, env);
    return server;
  }

  interface Asked {
    readonly query?: string;
    readonly as?: string | null;
    readonly headers?: Readonly<Record<string, string>>;
  }

  const subscribe = ({ query = watch, as = 'root', headers }: Asked = {}): Promise<EventReader> =>
    readEvents(`${server?.url}/graphql`, {
      headers: { ...(as !== null && { authorization: credentialsOf(as) }), ...headers },
      body: { query },
    });

  /** Opens the session of a browser. */
  async function login() {
    const session = (method: string, headers = {}, body?: string) =>
      fetch(`${server?.url}/session`, {
        method,
        headers: { 'x-graphql-yoga-csrf': '1', ...headers },
        ...(body !== undefined && { body }),
      });
    const credentials = JSON.stringify({ user: 'root', password: 'password' });
    const opened = await session('POST', { 'content-type': 'application/json' }, credentials);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { cookie, logout: () => session('DELETE', { cookie }) };
  }

  const followers = (live = server?.live) => (live ? live.watchers.size + live.listeners.size : -1);
  const until = (count: number) => expect.poll(followers, { timeout: 1000 }).toBe(count);
  const codes = ({ events }: EventReader) =>
    events.flatMap(({ data }) => (data?.errors ?? []).map(codeOf));
  const codeOf = ({ extensions }: { extensions: { code: string } }) => extensions.code;

  test('tell each change with its cursor as ID, and go on from Last-Event-ID whatever `after` says', async () => {
    const { live } = await start();
    const reader = await subscribe();
    expect(reader.status).toBe(200);
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await until(1);
    live.change(number);
    live.change(number, 'LEFT');
    await expect.poll(() => reader.events.length).toBe(2);
    expect(reader.events).toEqual([
      {
        id: 'c1',
        event: 'next',
        data: { data: { ticketsChanged: { kind: 'UPDATED', cursor: 'c1', ticket: { number } } } },
      },
      {
        id: 'c2',
        event: 'next',
        data: { data: { ticketsChanged: { kind: 'LEFT', cursor: 'c2', ticket: null } } },
      },
    ]);
    reader.leave();
    await until(0);
    const query = 'subscription { ticketsChanged(after: "c0") { cursor } }';
    await subscribe({ query, headers: { 'last-event-id': 'c2' } });
    await until(1);
    expect([...live.watchers].map(({ after }) => after)).toEqual(['c2']);
  });

  test('of a ticket name the history item', async () => {
    const { live } = await start();
    const query = `subscription { ticketActivity(ticketId: ${number}, after: 3) { historyItem { id } } }`;
    const reader = await subscribe({ query });
    await until(1);
    expect([...live.listeners].map(({ after }) => after)).toEqual([3]);
    live.happened(7);
    await expect.poll(() => reader.events.length).toBe(1);
    const [{ id = '' } = {}] = reader.events;
    expect(id).toMatch(/^transaction\/\d+$/);
    reader.leave();
    await until(0);
    await subscribe({ query, headers: { 'last-event-id': id } });
    await until(1);
    expect([...live.listeners].map(({ after }) => `transaction/${after}`)).toEqual([id]);
  });

  test('end within a second of their client, however that goes', async () => {
    await start();
    for (let round = 0; round < 3; round++) {
      const readers = await Promise.all([subscribe(), subscribe({ as: 'alice' })]);
      await until(2);
      for (const { leave } of readers) leave();
      await until(0);
    }
  });

  describe('are refused before they start', () => {
    const refusals: readonly (readonly [
      string,
      Asked & { readonly env?: Record<string, string> },
      object,
    ])[] = [
      [
        'a cursor that is not one',
        { query: watch.replace('Changed', 'Changed(after: "bad")') },
        { status: 200, code: 'BAD_USER_INPUT' },
      ],
      [
        'a hidden ticket',
        { query: 'subscription { ticketActivity(ticketId: 99999) { ticket { id } } }' },
        { status: 200, code: 'NOT_FOUND' },
      ],
      [
        'a field that does not exist',
        { query: 'subscription { ticketsChanged { secret } }' },
        { status: 200, code: 'GRAPHQL_VALIDATION_FAILED' },
      ],
      [
        'a document that is too deep',
        { env: { MAX_DEPTH: '2' } },
        { status: 200, code: 'QUERY_TOO_COSTLY' },
      ],
      ['no credentials', { as: null }, { status: 401, code: 'UNAUTHENTICATED' }],
      [
        'a wrong password',
        { as: null, headers: { authorization: 'Basic cm9vdDpub25zZW5zZQ==' } },
        { status: 401, code: 'UNAUTHENTICATED' },
      ],
      [
        'a server without room',
        { env: { MAX_SUBSCRIPTIONS: '0' } },
        { status: 503, code: 'OVERLOADED', retryAfter: '5' },
      ],
      [
        'a caller who has no subscription left',
        { env: { MAX_SUBSCRIPTIONS_PER_CALLER: '0' } },
        { status: 503, code: 'OVERLOADED', retryAfter: '5' },
      ],
      [
        'a caller who has nothing left to spend',
        { env: { MAX_COST_PER_MINUTE: '1' } },
        { status: 429, code: 'RATE_LIMITED' },
      ],
      [
        'a client that takes JSON alone',
        { headers: { accept: 'application/json' } },
        { status: 406, code: 'BAD_USER_INPUT' },
      ],
      [
        'a client that takes anything',
        { headers: { accept: '*/*' } },
        { status: 406, code: 'BAD_USER_INPUT' },
      ],
      [
        'a client that takes parts',
        { headers: { accept: 'multipart/mixed, application/json' } },
        { status: 406, code: 'BAD_USER_INPUT' },
      ],
    ];
    test.each(refusals)('%s', async (_, { env, ...asked }, expected) => {
      await start(env);
      const reader = await subscribe(asked);
      await expect.poll(reader.hasEnded).toBe(true);
      const isStream = reader.headers['content-type'] === 'text/event-stream';
      const answer = isStream ? reader.events[0]?.data : JSON.parse(reader.text());
      const [error] = answer.errors;
      const retryAfter = reader.headers['retry-after'];
      const told = { status: reader.status, code: codeOf(error), retryAfter };
      expect(told).toMatchObject(expected);
      // What is wrong with the operation is told as an event, which every client of such a stream reads.
      if (reader.status === 200) {
        expect(reader.events.map(({ event }) => event)).toEqual(['next', 'complete']);
      }
      expect(followers()).toBe(0);
    });
  });

  test('take as many places as there are, and give them back', async () => {
    await start({ MAX_SUBSCRIPTIONS: '3', MAX_SUBSCRIPTIONS_PER_CALLER: '2' });
    const statuses = async (as: string) => (await subscribe({ as })).status;
    const first = await subscribe();
    // RT names one account, however its name is spelled.
    const spelled = { authorization: `Basic ${Buffer.from('ROOT:password').toString('base64')}` };
    expect((await subscribe({ as: null, headers: spelled })).status).toBe(200);
    expect(await statuses('root')).toBe(503);
    expect(await statuses('alice')).toBe(200);
    expect(await statuses('alice')).toBe(503);
    await until(3);
    first.leave();
    await until(2);
    expect(await statuses('root')).toBe(200);
  });

  test('end with RATE_LIMITED when their caller has nothing left, and lose no change', async () => {
    const { live } = await start({ MAX_COST_PER_MINUTE: '6' });
    const reader = await subscribe({ query: 'subscription { ticketsChanged { kind cursor } }' });
    await until(1);
    for (let change = 0; change < 20; change++) live.change(number);
    await expect.poll(reader.hasEnded).toBe(true);
    const [last, end] = reader.events.slice(-2);
    expect(last?.data.errors.map(codeOf)).toEqual(['RATE_LIMITED']);
    expect(last?.data.errors[0].extensions.retryAfterSeconds).toBeGreaterThan(0);
    expect(last?.data.errors[0].extensions.http).toBeUndefined();
    // What was not told has no ID, so the client comes back for it.
    expect(last?.id).toBeUndefined();
    expect(end?.event).toBe('complete');
    const told = reader.events.filter(({ id }) => id !== undefined);
    expect(told.length).toBeGreaterThan(0);
    await until(0);
  });

  test('outlast the time of an operation, and each event has its own', async () => {
    const { live } = await start({ OPERATION_TIMEOUT_MS: '400' });
    const reader = await subscribe();
    await until(1);
    for (let round = 1; round <= 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      live.change(number);
      await expect.poll(() => reader.events.length).toBe(round);
    }
    expect(codes(reader)).toEqual([]);
    expect(reader.events.map(({ data }) => data.data.ticketsChanged.ticket.number)).toEqual([
      number,
      number,
      number,
    ]);
  });

  test('end with UNAUTHENTICATED when RT refuses the login', async () => {
    const { live } = await start();
    const reader = await subscribe();
    await until(1);
    live.fail(new CredentialsError('RT does not take this login any more.'));
    await expect.poll(reader.hasEnded).toBe(true);
    expect(codes(reader)).toEqual(['UNAUTHENTICATED']);
    expect(reader.events.at(-1)?.event).toBe('complete');
    await until(0);
  });

  test('end with UNAUTHENTICATED when the browser that they belong to has logged out', async () => {
    const { live } = await start({ COOKIE_AUTH: 'on' });
    const { cookie, logout } = await login();
    const reader = await subscribe({ as: null, headers: { cookie } });
    await until(1);
    live.change(number);
    await expect.poll(() => reader.events.length).toBe(1);
    await logout();
    live.change(number);
    await expect.poll(reader.hasEnded).toBe(true);
    expect(reader.events.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
    expect(codes(reader)).toEqual(['UNAUTHENTICATED']);
    await until(0);
  });

  test('end at once when the server stops, without `complete`, so that clients come back', async () => {
    const { stop } = await start();
    const readers = await Promise.all([subscribe(), subscribe({ as: 'alice' })]);
    await until(2);
    const begin = performance.now();
    const stopped = stop();
    await expect.poll(() => readers.every(({ hasEnded }) => hasEnded())).toBe(true);
    expect(performance.now() - begin).toBeLessThan(500);
    expect(readers.flatMap(({ events }) => events)).toEqual([]);
    expect((await subscribe()).status).toBe(503);
    await stopped;
    expect(performance.now() - begin).toBeLessThan(2000);
    server = undefined;
  });

  describe('by GET', () => {
    const events = `${encodeURI('/graphql?query=subscription{ticketsChanged{cursor}}')}`;
    const get = (headers: Record<string, string>, path = events) =>
      readEvents(`${server?.url}${path}`, {
        method: 'GET',
        headers: { authorization: credentialsOf('root'), ...headers },
      });

    test('are for the EventSource of a page of this very origin', async () => {
      await start();
      for (const [headers, status] of [
        [{}, 403],
        [{ 'sec-fetch-site': 'cross-site' }, 403],
        [{ 'sec-fetch-site': 'same-site' }, 403],
        [{ 'sec-fetch-site': 'none' }, 403],
        [{ 'sec-fetch-site': 'same-origin', accept: '*/*' }, 403],
        [{ 'sec-fetch-site': 'same-origin' }, 200],
        [{ 'x-graphql-yoga-csrf': '1' }, 405],
        [{ 'x-graphql-yoga-csrf': '1', accept: 'application/json' }, 406],
      ] as const) {
        expect([headers, (await get(headers)).status]).toEqual([headers, status]);
      }
      await until(1);
    });

    test('take the session cookie of that page, and end when it logs out', async () => {
      const { live } = await start({ COOKIE_AUTH: 'on' });
      const { cookie, logout } = await login();
      const reader = await readEvents(`${server?.url}${events}`, {
        method: 'GET',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
      expect(reader.status).toBe(200);
      await until(1);
      live.change(number);
      await expect.poll(() => reader.events.length).toBe(1);
      expect(reader.events[0]).toMatchObject({ id: 'c1', event: 'next' });
      await logout();
      live.change(number);
      await expect.poll(reader.hasEnded).toBe(true);
      expect(reader.events.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
      expect(codes(reader)).toEqual(['UNAUTHENTICATED']);
      await until(0);
    });

    test('write nothing', async () => {
      await start();
      const mutation = encodeURI(
        `/graphql?query=mutation{comment(input:{ticketId:"${number}",text:"x"}){__typename}}`,
      );
      expect((await get({ 'sec-fetch-site': 'same-origin' }, mutation)).status).toBe(405);
    });
  });

  test.each([
    [
      'a variable of a wrong type',
      'subscription ($q: TicketSQL!) { ticketsChanged(query: $q) { kind } }',
      'BAD_USER_INPUT',
    ],
    [
      'a root field that may be left out',
      'subscription { ticketsChanged @skip(if: true) { kind } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a fragment that may be left out',
      'subscription ($q: Boolean!) { ...F @include(if: $q) } fragment F on Subscription { ticketsChanged { kind } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a field of a fragment that may be left out',
      'subscription ($q: Boolean!) { ... { ...F } } fragment F on Subscription { ticketsChanged @skip(if: $q) { kind } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('with %s are told what is wrong', async (_, query, code) => {
    await start();
    const { events, status } = await readEvents(`${server?.url}/graphql`, {
      headers: { authorization: credentialsOf('root') },
      body: { query, variables: { q: code === 'BAD_USER_INPUT' ? 3 : true } },
    });
    expect(status).toBe(200);
    await expect.poll(() => events.length).toBe(2);
    expect(events[0]?.data.errors[0].extensions.code).toBe(code);
    expect(events[1]?.event).toBe('complete');
  });

  test('in a list of operations are refused', async () => {
    await start();
    const { status } = await readEvents(`${server?.url}/graphql`, {
      headers: { authorization: credentialsOf('root') },
      body: [{ query: watch }],
    });
    expect(status).toBe(400);
    expect(followers()).toBe(0);
  });
});
