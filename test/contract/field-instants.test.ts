import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../src/sandbox/world.js';
import { ownRows } from '../support/backends/own-rows.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';
import { availableBackends, type RunningBackend } from './backends.js';

const world: World = {
  ...testWorld,
  customFields: [
    ...testWorld.customFields,
    { name: 'Whens', on: 'ticket', type: 'DateTime', multiple: true },
    { name: 'Two Whens', on: 'ticket', type: 'DateTime', queues: ['General'] },
    { name: 'Two Whens', on: 'ticket', type: 'DateTime', queues: ['Odd Queue'] },
    { name: 'Mixed', on: 'ticket', type: 'DateTime', queues: ['General'] },
    { name: 'Mixed', on: 'ticket', type: 'Freeform', queues: ['Odd Queue'] },
    { name: 'Words', on: 'ticket', type: 'Freeform' },
  ],
};

/** In UTC: summer and winter, midnights of the callers' zones, and hours around changes of their clocks. */
const instants = [
  '2024-01-15 12:00:00',
  '2024-03-10 06:59:59',
  '2024-03-10 07:00:01',
  '2024-03-31 01:30:00',
  '2026-07-01 04:00:00',
  '2026-07-01 04:00:01',
  '2026-07-01 15:00:00',
  '2026-07-01 22:00:00',
  '2026-10-25 00:15:00',
  '2026-12-24 23:00:00',
  '2027-01-01 05:00:00',
  '2027-08-01 00:00:00',
] as const;

const callers = ['root', 'tzuser', 'french', 'tokyo'] as const;
const rfc = (stored: string) => `${stored.replace(' ', 'T')}Z`;

/** RT 4 and 5 search custom fields by the same code, and a world of its own takes each of them half a minute. */
const backends = availableBackends().filter(({ name }) => name !== 'RT 4');

describe.each(backends)('instants of custom fields, on $name', (backend) => {
  let rt: RunningBackend;
  let app: ReturnType<typeof appFor>;
  let first: number;

  beforeAll(async () => {
    rt = await backend.start(world);
    app = appFor(rt.url);
    const raw = await rawRt(rt.url, 'root', 'password');
    const create = async (queue: string, fields: string) => {
      const content = `id: ticket/new\nQueue: ${queue}\nSubject: made\n${fields}`;
      const { text } = await raw.post('ticket/new', { content });
      return Number(/# Ticket (\d+) created\.\n\n$/.exec(text)?.[1]);
    };
    const made: number[] = [];
    for (const [at, instant] of instants.entries()) {
      const queue = at % 2 === 0 ? 'General' : 'Odd Queue';
      const many = `CF.{Whens}: ${instant},${instants[(at + 5) % instants.length]}\n`;
      const words = `CF.{Words}: ${rfc(instant)}\n`;
      const one = `CF.{When}: ${instant}\nCF.{Two Whens}: ${instant}\n`;
      made.push(await create(queue, `${one}${many}${words}`));
    }
    [first = 0] = made;
    expect(made).toEqual(instants.map((_, at) => first + at));
    await create('General', '');
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const find = async (name: string, match: string, as: string, value: string) => {
    const { found, others } = await dataOf(app, {
      query: `query ($name: String!, $value: String!) {
        found: tickets(filter: { customFields: [{ name: $name, match: { ${match}: $value } }] }, first: 50) { nodes { number } }
        others: tickets(filter: { not: { customFields: [{ name: $name, match: { ${match}: $value } }] } }, first: 50) { nodes { number } }
      }`,
      variables: { name, value },
      as,
    });
    const [those, rest] = [found, others].map(({ nodes }) =>
      nodes.map((node: { readonly number: number }) => node.number - first),
    );
    expect([...those, ...rest].sort((a, b) => a - b)).toEqual([...instants, ''].map((_, at) => at));
    return those;
  };

  const values = {
    When: (at: number) => [instants[at] ?? ''],
    'Two Whens': (at: number) => [instants[at] ?? ''],
    Whens: (at: number) => [instants[at] ?? '', instants[(at + 5) % instants.length] ?? ''],
  };
  const expected = (
    name: keyof typeof values,
    holds: (value: string) => boolean,
  ): readonly number[] => instants.flatMap((_, at) => (values[name](at).some(holds) ? [at] : []));

  const table = callers.flatMap((as, turn) =>
    (['When', 'Two Whens', 'Whens'] as const).map((name, at) => [as, name, turn + at] as const),
  );
  test.each(ownRows(backend.name, table))(
    '%s finds by %s what is at, before and after an instant',
    async (as, name, turn) => {
      // A third of them for each field; a caller gets all.
      for (const bound of instants.filter((_, at) => at % 3 === turn % 3)) {
        const value = rfc(bound);
        expect([bound, await find(name, 'eq', as, value)]).toEqual([
          bound,
          expected(name, (one) => one === bound),
        ]);
        expect([bound, await find(name, 'gt', as, value)]).toEqual([
          bound,
          expected(name, (one) => one > bound),
        ]);
        expect([bound, await find(name, 'lt', as, value)]).toEqual([
          bound,
          expected(name, (one) => one < bound),
        ]);
      }
    },
  );

  test('any offset and any fraction will do, and what RT cannot store is before everything', async () => {
    const all = expected('When', () => true);
    for (const as of ['root', 'tzuser']) {
      expect(await find('When', 'eq', as, '2026-07-01T06:00:00.5+02:00')).toEqual([4]);
      expect(await find('When', 'eq', as, '2026-06-30t23:00:00-05:00')).toEqual([4]);
      expect(await find('When', 'eq', as, '2026-07-02T00:00:00+09:00')).toEqual([6]);
      expect(await find('When', 'gt', as, '1969-07-20T20:17:40Z')).toEqual(all);
      expect(await find('When', 'lt', as, '1970-01-01T00:00:00Z')).toEqual([]);
      expect(await find('When', 'gt', as, '2090-01-01T00:00:00Z')).toEqual([]);
    }
  });

  test('a text that is spelled like an instant stays a text', async () => {
    for (const as of callers) {
      expect(await find('Words', 'eq', as, rfc(instants[2]))).toEqual([2]);
      expect(await find('Words', 'contains', as, '2026-07-01T04:00')).toEqual([4, 5]);
      expect(await find('Words', 'gt', as, '2026-12-24 23:00:00')).toEqual([9, 10, 11]);
    }
  });

  test.each([
    ['When', 'contains', '2026-07-01T04:00:00Z'],
    ['When', 'startsWith', '2026-07-01T04:00'],
    ['When', 'eq', '2026-07-01T04:00:00'],
    ['When', 'eq', '2026-07-01 04:00:00'],
    ['Whens', 'neq', '2026-07-01 04:00'],
    ['When', 'startsWith', '2026-07-01 04:00'],
    ['When', 'gt', '2026-07-01T04:00Z'],
    ['When', 'lt', '2026-02-30T04:00:00Z'],
    ['Date', 'eq', '2026-07-01T04:00:00Z'],
    ['Mixed', 'eq', '2026-07-01T04:00:00Z'],
    ['No Such Field', 'neq', '2026-07-01T04:00:00Z'],
  ])('%s %s %s is refused', async (name, match, value) => {
    const answer = await ask(app, {
      query: `query ($name: String!, $value: String!) {
        ticketCount(filter: { customFields: [{ name: $name, match: { ${match}: $value } }] })
      }`,
      variables: { name, value },
      as: 'tzuser',
    });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  test('only a value that is spelled like an instant costs a request for the type', async () => {
    const alone = appFor(rt.url, { RT_REST: '1' });
    const calls = async (value: string) => {
      const query = `query ($value: String!) {
        ticketCount(filter: { customFields: [{ name: "When", match: { eq: $value } }] })
      }`;
      const answer = await ask(alone, { query, variables: { value } });
      return answer.rt.calls.map(({ operation }) => operation).sort();
    };
    // The first instant of all finds out the caller's zone too.
    await calls('2026-07-01T04:00:00Z');
    expect(await calls('2026-07-01')).toEqual(['search/ticket']);
    expect(await calls('2026-07-01T04:00:00Z')).toEqual(['search/queue', 'search/ticket', 'show']);
    await alone.close();
  });
});
