import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { waysInto } from './ways.js';

/** Callers, with the days on which their clocks change, the days around these, and an ordinary one. */
const callers = [
  {
    user: 'tzuser',
    zone: 'America/New_York',
    days: [
      ...['2024-03-09', '2024-03-10', '2024-03-11', '2024-07-01'],
      ...['2024-11-02', '2024-11-03', '2024-11-04'],
    ],
  },
  {
    user: 'french',
    zone: 'Europe/Paris',
    days: [
      ...['2024-03-30', '2024-03-31', '2024-04-01', '2024-07-01'],
      ...['2024-10-26', '2024-10-27', '2024-10-28'],
    ],
  },
  { user: 'tokyo', zone: 'Asia/Tokyo', days: ['2024-03-10', '2024-03-31', '2024-10-27'] },
] as const;

const hour = 3_600_000;

/** The day that a clock in a zone shows, by a source of its own. */
function dayIn(zone: string, instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

/** Instants about the beginning of each day in each zone: to the second, and hours away. */
function instantsAbout(): readonly number[] {
  const instants = callers.flatMap(({ zone, days }) =>
    days.flatMap((day) => {
      const noon = Date.parse(`${day}T12:00:00Z`);
      const hours = Array.from({ length: 60 }, (_, at) => noon + (at - 30) * hour);
      const start = hours.find((at) => dayIn(zone, at) === day) ?? noon;
      return [-1.5 * hour, -0.5 * hour, -1000, 0, 0.5 * hour].map((ms) => start + ms);
    }),
  );
  return [...new Set(instants)];
}

const backends = sharedBackends().map((backend) => ({ ...backend, ways: waysInto(backend) }));

describe.each(backends)('filters by day on $name', ({ url, ways }) => {
  const dues = new Map<number, number>();
  /** In an hour after New York sets its clocks back, which no text names that RT reads. */
  const unwritable = ['2024-11-03T10:15:00Z', '2024-11-03T10:45:00Z'].map((at) => Date.parse(at));
  let unset: number;

  beforeAll(async () => {
    const root = await rawRt(url, 'root', 'password');
    const create = async (due: string) => {
      const content = `id: ticket/new\nQueue: General\nSubject: a day\n${due}`;
      const { text } = await root.post('ticket/new', { content });
      return Number(/Ticket (\d+) created/.exec(text)?.[1]);
    };
    for (const instant of [...instantsAbout(), ...unwritable]) {
      const text = new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
      dues.set(await create(`Due: ${text}\n`), instant);
    }
    unset = await create('');
  });

  describe.each(ways)('by $name', ({ env }) => {
    const app = appFor(url, env);
    afterAll(() => app.close());

    const find = async (filter: string, as: string) => {
      const { tickets } = await dataOf(app, {
        query: `query ($scope: [Int!]) {
          tickets(filter: { number: { in: $scope }, ${filter} }, first: 100) { nodes { number } }
        }`,
        variables: { scope: [...dues.keys(), unset] },
        as,
      });
      return tickets.nodes.map(({ number }: { readonly number: number }) => number).toSorted();
    };

    test.each(callers)('find what $user sees on that day, and its complement', async (caller) => {
      const { user, zone, days } = caller;
      for (const day of days) {
        const isOn = (number: number) => dayIn(zone, dues.get(number) ?? 0) === day;
        const all = [...dues.keys(), unset];
        const on = `dueAt: { on: "${day}" }`;
        expect([day, await find(on, user)]).toEqual([day, all.filter(isOn).toSorted()]);
        expect([day, await find(`not: { ${on} }`, user)]).toEqual([
          day,
          all.filter((number) => !isOn(number)).toSorted(),
        ]);
      }
    });

    test('an instant that RT cannot be told is an error where it matters, and none elsewhere', async () => {
      const bound = (name: string, at: string) => ({
        query: `{ ticketCount(filter: { ${name}: { before: "${at}" }, not: { ${name}: { isSet: false } } }) }`,
        as: 'tzuser',
      });
      const refused = await ask(app, bound('dueAt', '2024-11-03T10:30:00Z'));
      expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
      expect(refused.errors?.[0]?.message).toContain('2024-11-03T10:30:00.000Z');
      await dataOf(app, bound('dueAt', '2019-11-03T10:30:00Z'));
      await dataOf(app, { ...bound('dueAt', '2024-11-03T10:30:00Z'), as: 'root' });
    });

    test('pages sorted by a date leave out no ticket in that hour', async () => {
      const wanted = [...dues].filter(([, at]) => unwritable.includes(at)).map(([id]) => id);
      for (const size of [1, 2]) {
        const seen: number[] = [];
        for (let after: string | null = null; seen.length < 10; ) {
          const { tickets }: { tickets: Page } = await dataOf(app, {
            query: `query ($scope: [Int!], $after: String) {
              tickets(filter: { number: { in: $scope } }, first: ${size}, after: $after, orderBy: { field: DUE_AT }) {
                nodes { number } pageInfo { hasNextPage endCursor }
              }
            }`,
            variables: { scope: [...wanted, unset], after },
            as: 'tzuser',
          });
          seen.push(...tickets.nodes.map(({ number }) => number));
          if (!tickets.pageInfo.hasNextPage) break;
          after = tickets.pageInfo.endCursor;
        }
        expect(seen).toEqual([unset, ...wanted]);
      }
    });
  });
});

interface Page {
  readonly nodes: readonly { readonly number: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
