import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byId,
  byName,
  historyItemOf,
  historyOfType,
  type ObjectSpec,
  queueCustomFields,
  ticketPart,
} from '../../../../src/rt/object-spec.js';
import { planShows } from '../../../../src/rt/rest1/read/plan-shows.js';
import type { Want } from '../../../../src/rt/want.js';

function want(spec: ObjectSpec | undefined, ...columns: readonly string[]): Want {
  if (spec === undefined) throw new Error('no spec');
  return { spec, columns: new Set(columns) };
}

function whole(spec: ObjectSpec): Want {
  return { spec, columns: 'all' };
}

describe('a plan', () => {
  test('is empty for no columns', () => {
    expect(planShows([])).toEqual([]);
  });

  test('is one request for objects of all kinds, with the union of their columns', () => {
    const wants = [
      want(byId('ticket', 1), 'Subject', 'Status'),
      want(byName('user', 'alice'), 'Name'),
      want(ticketPart(1, 'links'), 'DependsOn'),
      want(ticketPart(1, 'attachments'), 'Attachments'),
      want(byId('attachment', 9), 'ContentType'),
    ];
    expect(planShows(wants)).toEqual([
      {
        specs: ['ticket/1', 'user/alice', 'ticket/1/links', 'ticket/1/attachments', 'attachment/9'],
        options: {
          columns: ['Attachments', 'ContentType', 'DependsOn', 'Name', 'Status', 'Subject'],
        },
      },
    ]);
  });

  test('asks for an object once, however often and with whatever columns it is wanted', () => {
    const ticket = byId('ticket', 1);
    expect(planShows([want(ticket, 'Subject'), want(ticket, 'Status'), want(ticket)])).toEqual([
      { specs: ['ticket/1'], options: { columns: ['Status', 'Subject'] } },
    ]);
    expect(planShows([want(ticket, 'Subject'), whole(ticket)])).toEqual([
      { specs: ['ticket/1'], options: {} },
    ]);
  });

  test('keeps whole forms apart from columns, except for names, which go along', () => {
    const plan = planShows([
      whole(byId('ticket', 1)),
      want(byId('ticket', 2), 'Subject'),
      want(byName('user', 'alice'), 'Name'),
    ]);
    expect(plan).toEqual([
      { specs: ['ticket/2', 'user/alice'], options: { columns: ['Name', 'Subject'] } },
      { specs: ['ticket/1'], options: {} },
    ]);
    expect(planShows([whole(byId('ticket', 1)), want(byName('user', 'alice'), 'Name')])).toEqual([
      { specs: ['ticket/1', 'user/alice'], options: {} },
    ]);
  });

  test('asks for histories without columns and in the short format', () => {
    const plan = planShows([
      want(byId('ticket', 1), 'Subject'),
      want(ticketPart(1, 'history')),
      want(historyOfType(2, 'Comment')),
      want(historyItemOf(3, 4), 'Type'),
    ]);
    expect(plan).toEqual([
      {
        specs: ['ticket/1', 'ticket/3/history/id/4'],
        options: { columns: ['Subject', 'Type'] },
      },
      { specs: ['ticket/1/history', 'ticket/2/history/type/Comment'], options: {} },
    ]);
  });

  test('lets the name of a queue that is asked for by number come with its definitions', () => {
    const definitions = queueCustomFields(7);
    const queue = byId('queue', 7);
    expect(planShows([want(definitions), want(queue, 'Name')])).toEqual([
      { specs: [definitions, queue], options: { long: true } },
    ]);
    expect(planShows([want(definitions), want(queue, 'Description', 'Name')])).toEqual([
      { specs: [queue], options: { columns: ['Description', 'Name'] } },
      { specs: [definitions], options: { long: true } },
    ]);
  });

  test('asks for definitions and transactions in the long format', () => {
    const plan = planShows([
      want(queueCustomFields(3)),
      want(byId('transaction', 5), 'Type'),
      want(byId('ticket', 1), 'Subject'),
    ]);
    expect(plan).toEqual([
      {
        specs: ['transaction/5', 'ticket/1'],
        options: { columns: ['Subject', 'Type'], long: true },
      },
      { specs: ['queue/3/ticketcustomfields'], options: { long: true } },
    ]);
  });

  test('keeps attachments away from a request for content, which would print their bytes', () => {
    const plan = planShows([
      want(byId('transaction', 5), 'Content'),
      want(byId('attachment', 9), 'ContentType'),
    ]);
    expect(plan.map(({ specs }) => specs)).toEqual([['transaction/5'], ['attachment/9']]);
    expect(plan[1]?.options).toEqual({ columns: ['ContentType'] });
  });

  test('keeps the sentences of many transactions unprinted where a queue is to be described', () => {
    const queue = want(byName('queue', 'Desk'), 'Description', 'Name');
    const transactions = (count: number) =>
      Array.from({ length: count }, (_, at) => want(byId('transaction', at + 1), 'Type'));
    expect(planShows([...transactions(99), queue])).toHaveLength(1);
    const plan = planShows([queue, ...transactions(100)]);
    expect(plan.map(({ specs }) => specs.length)).toEqual([100, 1]);
    expect(plan.map(({ options }) => options.columns)).toEqual([['Type'], ['Description', 'Name']]);
  });

  test('spreads many objects over even requests of at most a hundred', () => {
    const wants = Array.from({ length: 250 }, (_, at) => want(byId('ticket', at + 1), 'Subject'));
    expect(planShows(wants).map(({ specs }) => specs.length)).toEqual([84, 84, 82]);
  });
});

const number = fc.integer({ min: 1, max: 150 });
const spec: fc.Arbitrary<ObjectSpec> = fc.oneof(
  number.map((id) => byId('ticket', id)),
  number.map((id) => byId('user', id)),
  number.map((id) => byId('attachment', id)),
  number.map((id) => byId('transaction', id)),
  number.map((id) => ticketPart(id, 'links')),
  number.map((id) => ticketPart(id, 'attachments')),
  number.map((id) => ticketPart(id, 'history')),
  number.map((id) => historyOfType(id, 'Comment')),
  number.map((id) => historyItemOf(id, id)),
);
const columns = fc.uniqueArray(fc.constantFrom('Subject', 'Status', 'Name', 'Content', 'Type'), {
  minLength: 1,
});
const anyWant: fc.Arbitrary<Want> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(spec, columns).map(([one, keys]) => want(one, ...keys)) },
  number.map((id) => whole(byId('ticket', id))),
  number.map((id) => want(queueCustomFields(id))),
);

describe('any plan', () => {
  test('asks for every object exactly once, with all that is wanted of it', () => {
    fc.assert(
      fc.property(fc.array(anyWant, { maxLength: 300 }), (wants) => {
        const plan = planShows(wants);
        const asked = plan.flatMap(({ specs }) => specs);
        expect(new Set(asked).size).toBe(asked.length);
        for (const { specs, options } of plan) {
          expect(specs.length).toBeGreaterThan(0);
          expect(specs.length).toBeLessThanOrEqual(100);
          const have = options.columns && new Set(options.columns);
          for (const one of specs) {
            const history = /\/history(\/type\/|$)/.test(one);
            if (history) expect(options).toEqual({});
            if (one.endsWith('/ticketcustomfields')) expect(options).toEqual({ long: true });
            if (one.startsWith('transaction/')) expect(options.long).toBe(true);
            if (one.startsWith('attachment/'))
              expect(have?.has('Content') ?? true).toBe(
                wants.some(
                  (w) =>
                    w.spec.startsWith('attachment/') &&
                    w.columns !== 'all' &&
                    w.columns.has('Content') &&
                    specs.includes(w.spec),
                ),
              );
          }
          for (const { spec: one, columns: keys } of wants) {
            if (!specs.includes(one) || /history$|\/type\/|customfields$/.test(one)) continue;
            const enough =
              have === undefined || (keys !== 'all' && [...keys].every((key) => have.has(key)));
            expect(enough).toBe(true);
          }
        }
        for (const { spec: one } of wants) expect(asked).toContain(one);
      }),
      { numRuns: 150 },
    );
  });
});
