import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageArgs, pageOf } from '../../../src/schema/page.js';

interface Item {
  readonly id: number;
}

const options = { maxPageSize: 100, scope: 'tickets of General by Created' };

function items(ids: readonly number[]): readonly Item[] {
  return ids.map((id) => ({ id }));
}

function page(
  ids: readonly number[],
  args: PageArgs,
  more: Partial<Parameters<typeof pageOf>[2]> = {},
) {
  const got = pageOf(items(ids), args, { ...options, ...more });
  return {
    ids: got.items.map(({ value }) => value.id),
    cursors: got.items.map(({ cursor }) => cursor),
    hasNextPage: got.hasNextPage,
    hasPreviousPage: got.hasPreviousPage,
    totalCount: got.totalCount,
  };
}

const list = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 40 });
const size = fc.integer({ min: 1, max: 7 });

/** Reads a list to its end, page by page, while `change` alters it between two pages. */
function walk(
  start: readonly number[],
  first: number,
  change: (ids: readonly number[], step: number) => readonly number[],
  more: Partial<Parameters<typeof pageOf>[2]> = {},
) {
  const seen: number[] = [];
  let ids = start;
  let after: string | undefined;
  for (let step = 0; step < 200; step++) {
    const got = page(ids, { first, after }, more);
    seen.push(...got.ids);
    if (!got.hasNextPage) return { seen, ids, ended: true };
    after = got.cursors.at(-1) ?? after;
    ids = change(ids, step);
  }
  return { seen, ids, ended: false };
}

describe('a walk from page to page', () => {
  test('forward sees every item once', () => {
    fc.assert(
      fc.property(list, size, (ids, first) => {
        expect(walk(ids, first, (same) => same).seen).toEqual(ids);
      }),
    );
  });

  test('backward sees every item once', () => {
    fc.assert(
      fc.property(list, size, (ids, last) => {
        let seen: readonly number[] = [];
        let before: string | undefined;
        let more = true;
        while (more) {
          const got = page(ids, { last, before });
          seen = [...got.ids, ...seen];
          before = got.cursors[0];
          more = got.hasPreviousPage;
        }
        expect(seen).toEqual(ids);
      }),
    );
  });

  test('loses and repeats nothing when items leave that were already seen, or not yet', () => {
    const removals = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(list, size, removals, (start, first, which) => {
        const gone = new Set<number>();
        const { seen, ended } = walk(start, first, (ids, step) => {
          // One at a time: a cursor knows its place by four neighbours.
          const at = (which[step % which.length] ?? 0) % Math.max(1, ids.length);
          const leaving = ids[at];
          if (leaving !== undefined) gone.add(leaving);
          return ids.filter((id) => id !== leaving);
        });
        expect(ended).toBe(true);
        expect(new Set(seen).size).toBe(seen.length);
        for (const id of start) if (!gone.has(id)) expect(seen).toContain(id);
        expect(start.filter((id) => seen.includes(id))).toEqual(seen);
      }),
      { numRuns: 400 },
    );
  });

  test('loses and repeats nothing when items come in before or behind the cursor', () => {
    fc.assert(
      fc.property(
        list,
        size,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (start, first, top, count) => {
          let next = 1000;
          const { seen, ended } = walk(start, first, (ids, step) => {
            if (step > 5) return ids;
            const added = Array.from({ length: count }, () => next++);
            return top ? [...added, ...ids] : [...ids, ...added];
          });
          expect(ended).toBe(true);
          expect(seen.filter((id) => id < 1000)).toEqual(start);
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('loses and repeats nothing when the last item seen jumps far away', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 4, max: 8 }), fc.boolean(), (start, first, top) => {
        // A jump of four places or fewer looks like items that came in before the cursor.
        fc.pre(start.length > first + 4);
        const before = page(start, { first });
        const own = before.ids.at(-1);
        const rest = start.filter((id) => id !== own);
        const now = own === undefined ? rest : top ? [own, ...rest] : [...rest, own];
        const after = page(now, { first: 100, after: before.cursors.at(-1) });
        const old = new Set(before.ids.slice(0, -1));
        expect(after.ids.filter((id) => old.has(id))).toEqual([]);
        for (const id of start.slice(first)) expect(after.ids).toContain(id);
      }),
      { numRuns: 300 },
    );
  });

  test('in a list by id stands still whatever comes and goes', () => {
    const direction = fc.constantFrom('ascending' as const, 'descending' as const);
    fc.assert(
      fc.property(list, size, direction, fc.infiniteStream(list), (start, first, byId, streams) => {
        const sort = (ids: Iterable<number>) =>
          [...new Set(ids)].sort((a, b) => (byId === 'ascending' ? a - b : b - a));
        const { seen } = walk(sort(start), first, () => sort(streams.next().value ?? []), { byId });
        expect(seen).toEqual(sort(seen));
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 200 },
    );
  });

  test('goes on from a place nearby when the list is another one altogether', () => {
    fc.assert(
      fc.property(list, list, size, (start, now, first) => {
        const { cursors } = page(start, { first });
        const other = now.map((id) => id + 1000);
        const after = page(other, { first: 100, after: cursors.at(-1) });
        expect(after.ids).toEqual(other.slice(Math.max(0, cursors.length - 1)));
      }),
    );
  });

  test('never throws, never gives more than was asked for, whatever happens to the list', () => {
    const args = fc.record({
      size: fc.integer({ min: 0, max: 9 }),
      backward: fc.boolean(),
      pick: fc.nat({ max: 40 }),
      now: list,
    });
    fc.assert(
      fc.property(list, fc.array(args, { maxLength: 6 }), (start, steps) => {
        let { cursors } = page(start, { first: 100 });
        for (const { size: count, backward, pick, now } of steps) {
          const cursor = cursors[pick % Math.max(1, cursors.length)];
          const got = page(
            now,
            backward ? { last: count, before: cursor } : { first: count, after: cursor },
          );
          expect(got.ids.length).toBeLessThanOrEqual(count);
          const at = got.ids[0] === undefined ? 0 : now.indexOf(got.ids[0]);
          expect(got.ids).toEqual(now.slice(at, at + got.ids.length));
          cursors = got.cursors;
        }
      }),
      { numRuns: 300 },
    );
  });
});
