import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { App } from '../../src/server/app.js';
import { appFor, credentialsOf, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { testWorld } from '../support/world/world.js';

let sandbox: Sandbox;
let app: App;

beforeAll(async () => {
  sandbox = await startSandbox({ world: testWorld });
  app = appFor(sandbox.url);
  await newTicket(app);
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('an answer', () => {
  test('has no extensions but those that were asked for', async () => {
    const send = async (query: string, headers: Record<string, string> = {}) => {
      const response = await app.fetch(
        new Request('http://localhost/graphql', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: credentialsOf('root'),
            ...headers,
          },
          body: JSON.stringify({ query }),
        }),
      );
      return Object.keys((await response.json()) as object).sort();
    };
    expect(await send('{ viewer { timeZone } }')).toEqual(['data']);
    expect(await send('{ ticket(id: 99999) { id } }')).toEqual(['data', 'errors']);
    expect(await send('{ viewer { timeZone } }', { 'x-rt-trace': '1' })).toEqual([
      'data',
      'extensions',
    ]);
  });

  test('to a mutation in a GET is a refusal, and nothing is written', async () => {
    const count = async () => (await dataOf(app, { query: '{ ticketCount }' })).ticketCount;
    const before = await count();
    const query = encodeURIComponent(
      'mutation { createTicket(input: { queue: "General" }) { outcome } }',
    );
    const response = await app.fetch(
      new Request(`http://localhost/graphql?query=${query}`, {
        headers: { authorization: credentialsOf('root'), 'x-graphql-yoga-csrf': '1' },
      }),
    );
    expect(response.status).toBe(405);
    expect(await count()).toBe(before);
  });

  test('to a query string that is not JSON is 400', async () => {
    for (const more of ['variables=%7B', 'extensions=%7B', 'variables=1']) {
      const response = await app.fetch(
        new Request(`http://localhost/graphql?query=%7B__typename%7D&${more}`, {
          headers: { authorization: credentialsOf('root'), 'x-graphql-yoga-csrf': '1' },
        }),
      );
      expect([more, response.status]).toEqual([more, 400]);
    }
  });

  test('to a hash without its document stores nothing and runs nothing', async () => {
    const response = await app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: credentialsOf('root') },
        body: JSON.stringify({
          extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
        }),
      }),
    );
    expect(response.status).toBe(400);
  });

  test('as a stream of events ends with its result', async () => {
    const response = await app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: credentialsOf('root'),
        },
        body: JSON.stringify({ query: '{ __typename }' }),
      }),
    );
    expect(await response.text()).toContain('event: complete');
  });

  test('keeps no trace of keys that lead to prototypes', async () => {
    const body =
      '{"query":"query($x: ID!) { ticket(id: $x) { id } }","variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"x":"1"},"__proto__":{"polluted":1}}';
    await app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: credentialsOf('root') },
        body,
      }),
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

test('ten mutations run one after the other, and one that fails stops none', async () => {
  const outcomes = await dataOf(app, {
    query: `mutation { ${times(10, (at) => `m${at}: updateTicket(input: { id: ${at === 3 ? 2_000_000_000 : 1}, changes: { priority: ${at + 60} } }) { outcome ticket { priority } }`)} }`,
  });
  expect(Object.values(outcomes)).toEqual(
    Array.from({ length: 10 }, (_, at) =>
      at === 3
        ? { outcome: 'REJECTED', ticket: null }
        : { outcome: 'APPLIED', ticket: { priority: at + 60 } },
    ),
  );
});

test('nobody logs in through the schema', async () => {
  const { __schema } = await dataOf(app, {
    query: '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }',
  });
  const names = [...__schema.queryType.fields, ...__schema.mutationType.fields].map(
    ({ name }: { readonly name: string }) => name,
  );
  expect(names.filter((name) => /log.?in|password|token|session/i.test(name))).toEqual([]);
});
