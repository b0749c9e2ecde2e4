import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesSince, stateOfNow } from '../../../src/live/change-page.js';
import { readFeedCursor, writeFeedCursor } from '../../../src/live/feed-cursor.js';
import type { FeedState } from '../../../src/live/feed-state.js';
import { RtModel } from './rt-model.js';

const scope = { account: 'alice', search: 'all' };

/** Reads on from a cursor, page by page, each as a client of its own would. */
async function readOn(rt: RtModel, cursor: string, first: number) {
  const events: { kind: string; ticket: number; item: number; cursor: string }[] = [];
  let text = cursor;
  for (let pages = 0; pages < 1000; pages++) {
    const page = await changesSince(readFeedCursor(text, scope, rt.now), 'q', first, rt.load);
    for (const { kind, ticket, item, after } of page.events) {
      events.push({ kind, ticket, item, cursor: writeFeedCursor(scope, after) });
    }
    text = writeFeedCursor(scope, page.state);
    if (!page.hasMore) return { events, cursor: text };
  }
  throw new Error('the feed does not end');
}

const begin = async (rt: RtModel) => writeFeedCursor(scope, await stateOfNow(rt.load));

/** What may happen between two reads. */
const step = fc.record({
  pauseMs: fc.integer({ min: 0, max: 20_000 }),
  writes: fc.array(
    fc.record({
      ticket: fc.integer({ min: 1, max: 14 }),
      type: fc.constantFrom('Set', 'Comment', 'EmailRecord'),
      lateMs: fc.constantFrom(0, 0, 0, 900, 4000, 20_000),
      pauseMs: fc.constantFrom(0, 10, 700),
    }),
    { maxLength: 12 },
  ),
  first: fc.integer({ min: 1, max: 7 }),
  /** Whether the client was killed before it had kept the last cursors, and goes on from an earlier event. */
  lost: fc.integer({ min: 0, max: 3 }),
});

describe('a feed of changes', () => {
  test('tells each change once, whatever is committed late and whoever comes back from where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const rt = new RtModel();
        // What was made before is not told, in whatever second, also where the ticket changes later.
        for (let pause = 0; pause < 20_000; pause += 600) {
          rt.write(1 + (pause % 7));
          rt.now += 600;
        }
        const old = new Set(rt.made.map(({ id }) => id));
        let cursor = await begin(rt);
        const told: number[] = [];
        const read = async (first: number, lost: number) => {
          const { events, cursor: end } = await readOn(rt, cursor, first);
          const kept = events.slice(0, Math.max(0, events.length - lost));
          told.push(...kept.map(({ item }) => item));
          cursor = lost === 0 ? end : (kept.at(-1)?.cursor ?? cursor);
        };
        for (const { pauseMs, writes, first, lost } of steps) {
          for (const { ticket, type, lateMs, pauseMs: between } of writes) {
            rt.write(ticket, { type: rt.hasMade(ticket) ? type : 'Create', lateMs });
            rt.now += between;
          }
          rt.now += pauseMs;
          await read(first, lost);
        }
        rt.now += 25_000;
        await read(5, 0);
        const expected = rt.made.filter(({ id, type }) => !old.has(id) && type !== 'EmailRecord');
        expect(told.toSorted((a, b) => a - b)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 200 },
    );
  });

  test('goes through very many changed tickets by small cursors', async () => {
    const rt = new RtModel();
    rt.write(1);
    rt.now += 60_000;
    let cursor = await begin(rt);
    for (let ticket = 1; ticket <= 450; ticket++) {
      rt.write(ticket, { type: ticket > 1 ? 'Create' : 'Set' });
      rt.write(ticket);
      if (ticket % 5 === 0) rt.now += 1000;
    }
    rt.now += 100_000;
    const told: number[] = [];
    let longest = 0;
    // While it is read, tickets that were told and others change.
    for (let page = 0; page < 60; page++) {
      const { events, state, hasMore } = await changesSince(
        readFeedCursor(cursor, scope, rt.now),
        'q',
        37,
        rt.load,
      );
      told.push(...events.map(({ item }) => item));
      cursor = writeFeedCursor(scope, state);
      longest = Math.max(longest, cursor.length);
      if (page % 7 === 1) rt.write(page * 6 + 1);
      rt.now += 500;
      if (!hasMore && page > 40) break;
    }
    rt.now += 40_000;
    told.push(...(await readOn(rt, cursor, 50)).events.map(({ item }) => item));
    expect(told.toSorted((a, b) => a - b)).toEqual(rt.made.slice(1).map(({ id }) => id));
    expect(longest).toBeLessThan(600);
  });

  test('tells once that a ticket left, and again what came back', async () => {
    const rt = new RtModel();
    const cursor = await begin(rt);
    rt.matches = (ticket) => ticket !== 2;
    rt.write(1, { type: 'Create' });
    rt.write(2, { type: 'Create' });
    rt.write(2);
    rt.write(3, { type: 'EmailRecord' });
    rt.now += 1000;
    const first = await readOn(rt, cursor, 10);
    expect(first.events.map(({ kind, ticket }) => [kind, ticket])).toEqual([
      ['CREATED', 1],
      ['LEFT', 2],
    ]);
    rt.matches = () => true;
    rt.write(2);
    const second = await readOn(rt, first.cursor, 10);
    expect(second.events.map(({ kind, ticket }) => [kind, ticket])).toEqual([['UPDATED', 2]]);
  });

  test('asks once where nothing changed', async () => {
    const rt = new RtModel();
    const cursor = await begin(rt);
    rt.now += 300_000;
    rt.asked = 0;
    await readOn(rt, cursor, 10);
    expect(rt.asked).toBe(1);
  });
});

describe('the cursor of a feed', () => {
  const state: FeedState = {
    since: 1_790_000_000_000,
    floor: 7,
    from: 1_790_000_015_000,
    told: new Map([
      [9, 1_790_000_020_000],
      [12, 1_790_000_021_000],
    ]),
    sweep: { start: 1_790_000_031_000, upTo: 40, ticket: 3, item: 11 },
  };
  const now = state.since + 60_000;

  test('holds all of the state', () => {
    expect(readFeedCursor(writeFeedCursor(scope, state), scope, now)).toEqual(state);
  });

  test.each([
    ['another caller', { ...scope, account: 'bob' }],
    ['another search', { ...scope, search: 'none' }],
  ])('is refused to %s', (_, other) => {
    expect(() => readFeedCursor(writeFeedCursor(scope, state), other, now)).toThrow(
      /different user or search/,
    );
  });

  test('is refused when it is too old, or of the future', () => {
    const text = writeFeedCursor(scope, state);
    expect(() => readFeedCursor(text, scope, now + 31 * 86_400_000)).toThrow(/older than 30 days/);
    expect(() => readFeedCursor(text, scope, now - 3 * 86_400_000)).toThrow(/cursor is not valid/);
  });

  test('whatever else is sent is refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `c1.${text}`),
          fc.json().map((text) => `c1.${Buffer.from(text).toString('base64url')}`),
          fc.constant(Buffer.from('[1,"abcdefgh",0,17]').toString('base64url')),
        ),
        (text) => {
          expect(() => readFeedCursor(text, scope, now)).toThrow(/cursor is not valid/);
        },
      ),
    );
  });
});
