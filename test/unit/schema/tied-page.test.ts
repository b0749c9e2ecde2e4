import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/rt/errors.js';
import type { PageArgs } from '../../../src/schema/page.js';
import { type SortKeys, tiedPage } from '../../../src/schema/tied-page.js';

/** A table whose rows can change between two pages, and a database that returns ties in any order. */
interface Table {
  readonly keys: Map<number, number>;
  random(): number;
}

const options = { maxPageSize: 100, scope: 'tickets by priority' };

function sorted({ keys, random }: Table, descending: boolean): readonly number[] {
  const rows = [...keys].map(([id, key]) => ({ id, key, at: random() }));
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => sign * (a.key - b.key) || a.at - b.at).map(({ id }) => id);
}

function keysOf(table: Table, descending: boolean, ranged: boolean): SortKeys {
  const where = async (fits: (key: number) => boolean) =>
    sorted(table, descending).filter((id) => fits(table.keys.get(id) ?? Number.NaN));
  return {
    of: async (ids) => new Map(ids.map((id) => [id, String(table.keys.get(id))])),
    equal: (key) => where((other) => other === Number(key)),
    before: async (key) =>
      ranged
        ? where((other) => (descending ? other > Number(key) : other < Number(key)))
        : undefined,
  };
}

async function page(table: Table, args: PageArgs, { descending = false, ranged = true } = {}) {
  const keys = keysOf(table, descending, ranged);
  const got = await tiedPage(sorted(table, descending), args, options, keys);
  return { ...got, ids: got.items.map(({ value }) => value.id), end: got.items.at(-1)?.cursor };
}

/** Reads the whole table, page by page, changing it between two pages. */
async function walk(
  table: Table,
  sizes: () => number,
  { descending = false, change = (_seen: readonly number[]): void => undefined } = {},
): Promise<readonly number[]> {
  const seen: number[] = [];
  for (let after: string | undefined, step = 0; step < 2000; step++) {
    const got = await page(table, { first: sizes(), after }, { descending });
    seen.push(...got.ids);
    if (!got.hasNextPage) return seen;
    after = got.end ?? after;
    change(seen);
  }
  throw new Error('the walk does not end');
}

const rows = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });
const seeds = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 9 }));

function tableOf(priorities: readonly number[], stream: fc.Stream<number>): Table {
  return {
    keys: new Map(priorities.map((key, at) => [at + 1, key])),
    random: () => stream.next().value ?? 0,
  };
}

function inOrder(table: Table, descending: boolean): readonly number[] {
  const sign = descending ? -1 : 1;
  return [...table.keys].sort((a, b) => sign * (a[1] - b[1]) || a[0] - b[0]).map(([id]) => id);
}

describe('pages of a list whose ties come in any order', () => {
  test('make up the whole list by key and id, forwards and backwards', async () => {
    await fc.assert(
      fc.asyncProperty(rows, seeds, sizes, fc.boolean(), async (keys, random, size, descending) => {
        const table = tableOf(keys, random);
        const next = () => size.next().value ?? 1;
        const right = inOrder(table, descending);
        expect(await walk(table, next, { descending })).toEqual(right);

        const backwards: number[] = [];
        for (let before: string | undefined; ; ) {
          const got = await page(table, { last: next(), before }, { descending });
          backwards.unshift(...got.ids);
          expect(got.totalCount).toBe(right.length);
          if (!got.hasPreviousPage) break;
          before = got.items[0]?.cursor;
        }
        expect(backwards).toEqual(right);
      }),
    );
  });

  test('lose and repeat nothing that stays where it was, whatever moves in between', async () => {
    await fc.assert(
      fc.asyncProperty(rows, seeds, sizes, fc.boolean(), async (keys, random, size, descending) => {
        const table = tableOf(keys, random);
        const moved = new Set<number>();
        const seen = await walk(table, () => size.next().value ?? 1, {
          descending,
          change(soFar) {
            // Somebody changes the last ticket of the page, one that has not come yet, and makes a new one.
            const rest = [...table.keys.keys()].filter((id) => !soFar.includes(id));
            for (const id of [soFar.at(-1), rest[0], table.keys.size + 1]) {
              if (id === undefined || moved.size > 40) continue;
              moved.add(id);
              table.keys.set(id, Math.floor(table.random() * 6));
            }
          },
        });
        const still = inOrder(table, descending).filter((id) => !moved.has(id));
        expect(seen.filter((id) => !moved.has(id))).toEqual(still);
      }),
    );
  });

  test('find their place by the neighbours where nothing else tells it', async () => {
    const table = tableOf(
      Array.from({ length: 30 }, (_, at) => at),
      fc.sample(seeds, 1)[0] as never,
    );
    const first = await page(table, { first: 10 });
    table.keys.delete(10);
    const second = await page(table, { first: 10, after: first.end }, { ranged: false });
    expect(second.ids).toEqual(Array.from({ length: 10 }, (_, at) => at + 11));
  });

  test('are the first page with an empty cursor', async () => {
    const table = tableOf([3, 3, 3], fc.sample(seeds, 1)[0] as never);
    expect((await page(table, { first: 2, after: '' })).ids).toEqual([1, 2]);
  });

  test('refuse cursors of other lists and nonsense', async () => {
    const table = tableOf([3, 3, 3], fc.sample(seeds, 1)[0] as never);
    const other = Buffer.from(JSON.stringify([2, 'another', 0, '3', 1])).toString('base64url');
    for (const after of ['nonsense', other, 'W10']) {
      await expect(page(table, { first: 1, after })).rejects.toThrow(InvalidInputError);
    }
  });
});
