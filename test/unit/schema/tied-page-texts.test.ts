import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageArgs } from '../../../src/schema/page.js';
import { type SortKeys, tiedPage } from '../../../src/schema/tied-page.js';

/** What a database takes for one text when it sorts, and what RT's search finds by one of them. */
interface Collation {
  readonly sorts: (text: string) => string;
  readonly finds: (text: string) => string;
}

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const bare = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();

const collations: Readonly<Record<string, Collation>> = {
  'SQLite, which folds ASCII alone': { sorts: asciiLower, finds: asciiLower },
  'PostgreSQL, which tells letters apart when it sorts': {
    sorts: (text) => `${text.toLowerCase()} ${text}`,
    finds: (text) => text.toLowerCase(),
  },
  'MySQL, which sees neither case nor accents': { sorts: bare, finds: bare },
};

const texts = [
  ...['ÄÖÜ', 'äöü', 'äÖü', 'Äöü', 'aou', 'AOU', 'aOU', 'é', 'e\u0301', 'E', 'e', 'É'],
  ...['', 'a', 'a ', 'A', 'ß', 'ss', 'ǅ', 'ǆ', 'İ', 'i', 'I', 'ı'],
];
const tables = fc.array(fc.constantFrom(...texts), { maxLength: 24 });
const seeds = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 5 }));
const options = { maxPageSize: 100, scope: 'tickets by subject' };

describe.each(Object.entries(collations))('tickets by texts on %s', (_, { sorts, finds }) => {
  test.each(['forwards', 'backwards'] as const)('come each once, %s', async (direction) => {
    await fc.assert(
      fc.asyncProperty(tables, seeds, sizes, async (rows, random, size) => {
        const keys = new Map(rows.map((text, at) => [at + 1, text]));
        /** Ties come in another order each time. */
        const sorted = () =>
          [...keys]
            .map(([id, text]) => ({ id, key: sorts(text), at: Number(random.next().value) }))
            .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)) || a.at - b.at)
            .map(({ id }) => id);
        const rt: SortKeys = {
          of: async (ids) => new Map(ids.map((id) => [id, keys.get(id) ?? ''])),
          equal: async (key) => sorted().filter((id) => finds(keys.get(id) ?? '') === finds(key)),
          before: async () => undefined,
        };
        const seen: number[] = [];
        for (let cursor: string | undefined, isOver = false; !isOver; ) {
          const count = Number(size.next().value);
          const args: PageArgs =
            direction === 'forwards'
              ? { first: count, after: cursor }
              : { last: count, before: cursor };
          const { items, hasNextPage, hasPreviousPage } = await tiedPage(
            sorted(),
            args,
            options,
            rt,
          );
          const ids = items.map(({ value }) => value.id);
          seen.push(...(direction === 'forwards' ? ids : ids.toReversed()));
          cursor = items.at(direction === 'forwards' ? -1 : 0)?.cursor ?? cursor;
          isOver = !(direction === 'forwards' ? hasNextPage : hasPreviousPage);
          if (seen.length > rows.length) break;
        }
        expect(seen.toSorted((a, b) => a - b)).toEqual([...keys.keys()]);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  [['abc', 'ABC', 'Abc', 'd'], 0],
  [['äbc', 'Äbc', 'd', 'D'], 2],
])('of a page with %j RT is asked about %i texts', async (rows, asked) => {
  const keys = new Map(rows.map((text, at) => [at + 1, text]));
  const questions: string[] = [];
  await tiedPage([...keys.keys()], { first: 4 }, options, {
    of: async (ids) => new Map(ids.map((id) => [id, keys.get(id) ?? ''])),
    equal: async (key) => {
      questions.push(key);
      return [...keys.keys()].filter((id) => asciiLower(keys.get(id) ?? '') === asciiLower(key));
    },
    before: async () => undefined,
  });
  expect(questions).toHaveLength(asked);
});
