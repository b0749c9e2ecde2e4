import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { fixedLimits } from '../../src/limits.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { stateInProcess } from '../../src/server/state/state.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { basicAuth, credentialsOf } from '../support/graphql/ask.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { FakeLive } from '../support/live/fake-live.js';
import { type LogLine, readableLog } from '../support/observe/log-lines.js';

const backends = sharedBackends().filter(({ name }) => name === 'sandbox');
const secret = 'canary-variable-5f2a';

describe.each(backends)('the log', ({ url, populated }) => {
  const { log, lines, text } = readableLog();
  const live = new FakeLive();
  let rt: RecordingProxy;
  let server: Listening;
  let replica: Listening;
  const start = async (into = log) => {
    const signing = 'k'.repeat(32);
    const config = readConfig({ RT_URL: rt.url, PORT: '0', SIGNING_KEY: signing });
    return listen(createApp(config, into, stateInProcess(), live), config, into);
  };
  beforeAll(async () => {
    rt = await recordingProxy(url);
    server = await start();
  });
  afterAll(async () => {
    await server?.stop();
    await replica?.stop();
    await rt.close();
  });

  const ticket = `ticket/${populated.tickets.longHistory}`;
  let requests = 0;
  async function ask(
    body: object,
    headers: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<{ readonly id: string; readonly response: Response }> {
    const id = `log-${++requests}`;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: credentialsOf('alice'),
        'x-request-id': id,
        ...headers,
      },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
    return { id, response };
  }
  const linesOf = (id: string) => lines().filter((line) => line['requestId'] === id);
  /** The one line of an operation, without what differs from time to time. */
  async function lineOf(id: string): Promise<LogLine> {
    await expect.poll(() => linesOf(id).length, { timeout: 3000 }).toBe(1);
    const { time, ms, rtBytes, caller, ...line } = linesOf(id)[0] ?? {};
    expect([typeof time, typeof ms, typeof rtBytes]).toEqual(['number', 'number', 'number']);
    return line;
  }
  async function line(body: object, headers: Readonly<Record<string, string>> = {}) {
    const { id, response } = await ask(body, headers);
    await response.text();
    return lineOf(id);
  }

  test('has one line for a query, with its name, caller, cost at RT and request', async () => {
    const query = `query Subject($id: ID!, $unused: TicketSQL) { ticket(id: $id) { subject } a: tickets(query: $unused) { totalCount } }`;
    const variables = { id: ticket, unused: `Subject = '${secret}'` };
    const { id, response } = await ask({ query, variables });
    expect((await response.json()) as object).not.toHaveProperty('errors');
    expect(await lineOf(id)).toEqual({
      level: 30,
      msg: 'operation',
      operation: 'Subject',
      kind: 'query',
      status: 200,
      rtRequests: 2,
      requestId: id,
    });
    const caller = linesOf(id)[0]?.['caller'];
    expect(caller).toMatch(/^[\w-]{16}$/);
    // Another replica with the same key gives the account the same name, in whatever spelling it logs in.
    const other = readableLog();
    replica = await start(other.log);
    await fetch(`${replica.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: credentialsOf('alice') },
      body: JSON.stringify({ query: `{ ticket(id: "${ticket}") { subject } }` }),
    });
    expect(other.lines().map((line) => line['caller'])).toEqual([caller]);
  });

  test('has no error for a client that does not wait', async () => {
    const leaving = new AbortController();
    const query = `query Left { tickets(first: 50) { nodes { history(first: 50) { nodes { description } } } } }`;
    rt.mode = 'silent';
    const before = rt.requests.length;
    const asked = ask({ query }, {}, leaving.signal);
    await expect.poll(() => rt.requests.length, { interval: 5 }).toBeGreaterThan(before);
    leaving.abort();
    rt.mode = 'forward';
    await expect(asked).rejects.toThrow();
    const { rtRequests: _, ...left } = await lineOf(`log-${requests}`);
    expect(left).toEqual({
      ...{ level: 30, msg: 'operation', operation: 'Left', kind: 'query' },
      ...{ status: 499, requestId: `log-${requests}` },
    });
  });

  test('tells of writes what became of each', async () => {
    const query = `mutation {
      createTicket(input: { queue: "General", subject: "${secret}" }) { ticket { id } }
      commentOnTicket(input: { id: "ticket/999999", body: { text: "${secret}" } }) { messages }
    }`;
    const told = await line({ query });
    expect(told).toMatchObject({ operation: 'anonymous', kind: 'mutation' });
    expect(told['outcome']).toEqual([
      'createTicket APPLIED',
      expect.stringMatching(/^commentOnTicket (?:REJECTED|FAILED)$/),
    ]);
  });

  test('has a line for what is refused, with the codes', async () => {
    const spec = { accept: 'application/graphql-response+json' };
    expect(await line({ query: '{' }, spec)).toMatchObject({
      kind: 'unknown',
      status: 400,
      errors: ['GRAPHQL_PARSE_FAILED'],
    });
    expect(await line({ query: '{ nothing }' })).toMatchObject({
      errors: ['GRAPHQL_VALIDATION_FAILED'],
    });
    const missing = await line({ query: '{ ticket(id: "nonsense") { subject } }' });
    expect(missing).toMatchObject({ status: 200, errors: ['BAD_USER_INPUT'] });
    const long = 'n'.repeat(500);
    const named = await line({ query: `query ${long} { __typename }` });
    expect(named['operation']).toBe('n'.repeat(fixedLimits.maxLoggedNameCharacters));
  });

  test.each(['multipart/mixed', 'text/event-stream'])(
    'has one line for an answer in parts as %s, when it has ended, however it ends',
    async (accept) => {
      const query = `query Parts { ticket(id: "${ticket}") { subject ... @defer { history(first: 5) { totalCount } } } }`;
      const parts = { accept };
      expect(await line({ query }, parts)).toMatchObject({ operation: 'Parts', status: 200 });
      const left = await ask({ query }, parts);
      await left.response.body?.cancel();
      expect(await lineOf(left.id)).toMatchObject({ operation: 'Parts' });
    },
  );

  test('has one line for a subscription, when it ends, with the events that it told', async () => {
    const query = 'subscription Watch { ticketsChanged { kind ticket { subject } } }';
    const { id, response } = await ask({ query }, { accept: 'text/event-stream' });
    const reader = response.body?.getReader();
    await expect.poll(() => live.watchers.size, { timeout: 2000 }).toBe(1);
    expect(linesOf(id)).toEqual([]);
    live.change(populated.tickets.longHistory);
    let seen = '';
    while (!seen.includes('event: next')) {
      seen += Buffer.from((await reader?.read())?.value ?? []).toString();
    }
    await reader?.cancel();
    expect(await lineOf(id)).toMatchObject({
      operation: 'Watch',
      kind: 'subscription',
      status: 200,
      events: 1,
      // Its event has asked for the ticket.
      rtRequests: 1,
    });
  });

  test('has a line for each operation of a WebSocket', async () => {
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: credentialsOf('alice') },
    });
    for (const query of [
      'query BySocket { viewer { user { name } } }',
      'query Broken { nothing }',
    ]) {
      await new Promise<void>((resolve) => {
        client.subscribe(
          { query },
          { next: () => undefined, error: () => resolve(), complete: resolve },
        );
      });
    }
    await client.dispose();
    const told = () =>
      lines().flatMap(({ operation, status, errors }) =>
        operation === 'BySocket' || status === 400 ? [{ operation, status, errors }] : [],
      );
    await expect.poll(told).toContainEqual({ operation: 'BySocket', status: 200 });
    expect(told()).toContainEqual({
      operation: 'anonymous',
      status: 400,
      errors: ['GRAPHQL_VALIDATION_FAILED'],
    });
  });

  describe('of a download', () => {
    async function download(path: string, init: RequestInit = {}) {
      const id = `log-${++requests}`;
      const headers = { authorization: credentialsOf('alice'), 'x-request-id': id };
      await (await fetch(`${server.url}/attachments/${path}`, { headers, ...init })).arrayBuffer();
      return lineOf(id);
    }
    const id = populated.attachments.allBytes;

    test('has one line, when the last byte has gone out', async () => {
      const told = await download(`${id}`);
      expect(told).toMatchObject({ msg: 'operation', kind: 'download', status: 200 });
      expect(told).not.toHaveProperty('operation');
      expect(told['rtRequests']).toBeGreaterThan(0);
      expect(await download(`${id}`, { method: 'HEAD' })).toMatchObject({ status: 200 });
    });

    test('that is refused has its code', async () => {
      const missing = { kind: 'download', status: 404, errors: ['NOT_FOUND'] };
      expect(await download('999999')).toMatchObject(missing);
      expect(await download('nonsense')).toMatchObject({ kind: 'download', status: 400 });
    });
  });

  test('names the request that met a fault of the program', async () => {
    const { id, response } = await ask({
      query: '{ ticketChanges(after: "x", first: 1) { endCursor } }',
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(linesOf(id).map(({ msg }) => msg)).toContain('unexpected error');
  });

  test('tells of failed logins and lock-outs where they come from, and not who or what', async () => {
    const before = lines().length;
    for (let guess = 0; guess < 8; guess++) {
      const authorization = basicAuth(`${secret}-user`, `${secret}-${guess}`);
      await (
        await ask({ query: '{ viewer { user { name } } }' }, { authorization })
      ).response.text();
    }
    const told = lines().slice(before);
    const of = (message: string) => told.filter(({ msg }) => msg === message);
    expect(of('a login failed')).toHaveLength(5);
    expect(of('a login failed')[0]).toMatchObject({ level: 40, address: '127.0.0.1' });
    const locked = of('too many logins failed: locked out for a minute');
    expect(locked).toMatchObject([{ level: 40, address: '127.0.0.1', of: 'user' }]);
  });

  test('has a few lines of strangers, whatever they send, and none of probes', async () => {
    const strangers = () => lines().filter(({ caller }) => caller === 'stranger').length;
    const before = lines().length;
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const authorization = at % 2 ? basicAuth(`nobody${at}`, 'x') : 'Nonsense';
        const query = at % 3 ? '{ __typename }' : '{';
        return (await ask({ query }, { authorization })).response.text();
      }),
    );
    expect(strangers()).toBeLessThanOrEqual(fixedLimits.strangerLines);
    for (const path of ['/health', '/ready', '/', '/nothing']) await fetch(`${server.url}${path}`);
    expect(lines().length - before).toBeLessThanOrEqual(fixedLimits.strangerLines);
  });

  test('holds no variable, text, password, login name or query', () => {
    expect(text()).not.toContain(secret);
    expect(text()).not.toContain('alice');
    expect(text()).not.toMatch(/ticket\/|totalCount|Basic /);
  });
});
