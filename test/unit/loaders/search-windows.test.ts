import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walk, walkAll } from '../../../src/loaders/search-windows.js';
import type { Upstream } from '../../../src/rt/port.js';

interface Window {
  readonly above: number;
  readonly below: number;
  readonly found: number;
}

/** An RT whose search knows only the ends that windows add to a query. */
function rtWith(matches: readonly number[], newest: number) {
  const windows: Window[] = [];
  const upstream: Pick<Upstream, 'manyTickets' | 'newestTicket' | 'searchTickets'> = {
    manyTickets: () => Promise.resolve(newest / 2),
    newestTicket: () => Promise.resolve(newest),
    searchTickets(query, orderBy) {
      expect(query).toMatch(/^\(Status = 'new'\)(?: AND id > \d+)?(?: AND id < \d+)?$/);
      const above = Number(/id > (\d+)/.exec(query)?.[1] ?? 0);
      const below = Number(/id < (\d+)/.exec(query)?.[1] ?? Number.POSITIVE_INFINITY);
      const found = matches.filter((id) => id > above && id < below);
      windows.push({ above, below, found: found.length });
      return Promise.resolve(orderBy === '-id' ? found.toReversed() : found);
    },
  };
  // The walk needs no more of RT than this.
  return { upstream: upstream as Upstream, windows };
}

const query = "Status = 'new'";
const newest = 200_000;
const every = Array.from({ length: newest }, (_, at) => at + 1);
const whole = { above: 0, below: undefined };

describe('a page among very many tickets', () => {
  test('of the oldest is one small window', async () => {
    const { upstream, windows } = rtWith(every, newest);
    const page = await walk(upstream, query, whole, { downwards: false, enough: 51 });
    expect(page).toEqual({ ids: every.slice(0, 51), cut: true });
    expect(windows).toEqual([{ above: 0, below: 2001, found: 2000 }]);
  });

  test('of the newest is one small window, open to tickets made since', async () => {
    const { upstream, windows } = rtWith([...every, newest + 1, newest + 2], newest);
    const page = await walk(upstream, query, whole, { downwards: true, enough: 3 });
    expect(page.ids).toEqual([newest + 2, newest + 1, newest]);
    expect(windows).toEqual([{ above: 198_000, below: Number.POSITIVE_INFINITY, found: 2002 }]);
  });

  test('of a search that matches little is windows that grow, none of them too wide', async () => {
    const few = [7, 150_000, 199_999];
    for (const downwards of [true, false]) {
      const { upstream, windows } = rtWith(few, newest);
      const page = await walk(upstream, query, whole, { downwards, enough: 51 });
      expect(page).toEqual({ ids: downwards ? few.toReversed() : few, cut: false });
      expect(windows.length).toBe(6);
    }
    const { upstream, windows } = rtWith(every.slice(100_000), newest);
    await walk(upstream, query, whole, { downwards: false, enough: 51 });
    expect(Math.max(...windows.map(({ found }) => found))).toBeLessThanOrEqual(60_000);
  });

  test('never takes more requests than an operation may make', async () => {
    const { upstream, windows } = rtWith([7], 2_000_000_000);
    await walk(upstream, query, whole, { downwards: true, enough: 51 });
    expect(windows.length).toBeLessThan(30);
  });

  test('is what one search over everything would have given', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40_100 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        numbers,
        fc.boolean(),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 40_200 }),
        fc.option(fc.integer({ min: 1, max: 40_200 }), { nil: undefined }),
        async (some, downwards, enough, above, below) => {
          const matches = some.toSorted((a, b) => a - b);
          const { upstream, windows } = rtWith(matches, 40_000);
          const page = await walk(upstream, query, { above, below }, { downwards, enough });
          const inside = matches.filter((id) => id > above && (below === undefined || id < below));
          const wanted = downwards ? inside.toReversed() : inside;
          expect(page).toEqual({
            ids: wanted.slice(0, enough),
            cut: inside.length >= enough,
          });
          expect(windows.length).toBeLessThan(10);
        },
      ),
    );
  });
});

describe('all matches of very many tickets', () => {
  test('come in pieces of no more than 20,000', async () => {
    const { upstream, windows } = rtWith(every, newest);
    expect(await walkAll(upstream, query)).toEqual(every);
    expect(windows.length).toBe(10);
    expect(Math.max(...windows.map(({ found }) => found))).toBeLessThanOrEqual(20_000);
  });

  test('are asked for two windows at a time', async () => {
    const { upstream } = rtWith(every, newest);
    let [now, most] = [0, 0];
    const slow = async (...args: Parameters<Upstream['searchTickets']>) => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return upstream.searchTickets(...args);
    };
    expect(await walkAll({ ...upstream, searchTickets: slow }, query)).toEqual(every);
    expect(most).toBe(2);
  });

  test('are not asked for any further once one has failed', async () => {
    const { upstream } = rtWith(every, newest);
    let asked = 0;
    const broken = () => {
      asked++;
      return Promise.reject(new Error('RT is away'));
    };
    await expect(walkAll({ ...upstream, searchTickets: broken }, query)).rejects.toThrow('away');
    await new Promise(setImmediate);
    expect(asked).toBe(2);
  });

  test('include newer ones than are known', async () => {
    const few = [7, 150_000, newest + 5];
    const { upstream, windows } = rtWith(few, newest);
    expect(await walkAll(upstream, query)).toEqual(few);
    expect(windows.length).toBe(10);
  });

  test('never take more requests than an operation may make', async () => {
    const { upstream, windows } = rtWith(every.slice(0, 6000), 2_000_000_000);
    expect(await walkAll(upstream, query)).toHaveLength(6000);
    expect(windows.length).toBeLessThanOrEqual(20);
  });
});
