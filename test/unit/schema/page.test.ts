import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/rt/errors.js';
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

const ten = [50, 7, 31, 2, 99, 14, 68, 5, 23, 40];

describe('a page', () => {
  test('is the start of the list without arguments', () => {
    const all = page(ten, {});
    expect(all).toMatchObject({
      ids: ten,
      totalCount: 10,
      hasNextPage: false,
      hasPreviousPage: false,
    });
    const many = Array.from({ length: 60 }, (_, at) => at + 1);
    expect(page(many, {}).ids).toHaveLength(25);
    expect(page(many, { first: null, after: null, last: null, before: null }).ids).toHaveLength(25);
  });

  test('walks forward', () => {
    const first = page(ten, { first: 4 });
    expect(first).toMatchObject({ ids: [50, 7, 31, 2], hasNextPage: true, hasPreviousPage: false });
    const second = page(ten, { first: 4, after: first.cursors[3] });
    expect(second).toMatchObject({
      ids: [99, 14, 68, 5],
      hasNextPage: true,
      hasPreviousPage: true,
    });
    const third = page(ten, { first: 4, after: second.cursors[3] });
    expect(third).toMatchObject({ ids: [23, 40], hasNextPage: false, hasPreviousPage: true });
    expect(page(ten, { first: 4, after: third.cursors[1] }).ids).toEqual([]);
  });

  test('walks backward', () => {
    const last = page(ten, { last: 4 });
    expect(last).toMatchObject({ ids: [68, 5, 23, 40], hasNextPage: false, hasPreviousPage: true });
    const before = page(ten, { last: 4, before: last.cursors[0] });
    expect(before).toMatchObject({
      ids: [31, 2, 99, 14],
      hasNextPage: true,
      hasPreviousPage: true,
    });
    const start = page(ten, { last: 4, before: before.cursors[0] });
    expect(start).toMatchObject({ ids: [50, 7], hasNextPage: true, hasPreviousPage: false });
  });

  test('lies between two cursors', () => {
    const { cursors } = page(ten, {});
    expect(page(ten, { after: cursors[2], before: cursors[6] }).ids).toEqual([2, 99, 14]);
    expect(page(ten, { after: cursors[2], before: cursors[6], last: 1 }).ids).toEqual([14]);
    expect(page(ten, { after: cursors[6], before: cursors[2] }).ids).toEqual([]);
  });

  test('of nothing asks for nothing', () => {
    expect(page(ten, { first: 0 })).toMatchObject({ ids: [], hasNextPage: true, totalCount: 10 });
    expect(page([], { first: 5 })).toMatchObject({ ids: [], hasNextPage: false, totalCount: 0 });
  });

  test.each<[PageArgs, string]>([
    [{ first: 101 }, 'first is 101. It must be from 0 to 100.'],
    [{ last: 101 }, 'last is 101. It must be from 0 to 100.'],
    [{ first: -1 }, 'first is -1. It must be from 0 to 100.'],
    [{ last: 1.5 }, 'last is 1.5. It must be from 0 to 100.'],
    [{ first: Number.NaN }, 'first is NaN. It must be from 0 to 100.'],
    [{ first: 1, last: 1 }, 'Use either first or last, not both.'],
  ])('%j is refused, not clamped', (args, message) => {
    expect(() => page(ten, args)).toThrow(message);
  });
});

describe('a cursor', () => {
  const [cursor = ''] = page(ten, {}).cursors;
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const scope = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))[1];

  test.each([
    'x',
    'not a cursor',
    `${cursor}=`,
    ` ${cursor}`,
    `${cursor}\n`,
    cursor.slice(0, -1),
    forged({ 1: scope }),
    forged([2, scope, 0, 50]),
    forged([1, scope, 0]),
    forged([1, scope, -1, 50]),
    forged([1, scope, 1.5, 50]),
    forged([1, scope, 1e300, 50]),
    forged([1, scope, 0, '50']),
    forged([1, scope, 0, 50, 'x']),
    forged([1, scope, 0, 1, 2, 3, 4, 5]),
    forged([1, scope, 0, null]),
    forged([1, scope, 0, -5]),
    forged(null),
    forged('x'.repeat(200)),
    Buffer.from('[1,').toString('base64url'),
  ])('%j is refused', (text) => {
    expect(() => page(ten, { after: text })).toThrow(InvalidInputError);
    expect(() => page(ten, { before: text })).toThrow(InvalidInputError);
  });

  test('belongs to one list in one order', () => {
    expect(() => page(ten, { after: cursor }, { scope: 'another' })).toThrow('different list');
  });

  test('is short even at the end of a long list of high numbers', () => {
    const ids = Array.from({ length: 2000 }, (_, at) => 2 ** 31 - 1 - at);
    const last = page(ids, { last: 1 }).cursors[0] ?? '';
    expect(last.length).toBeLessThan(120);
    expect(page(ids, { before: last, last: 1 }).ids).toEqual([ids[1998]]);
  });

  test('nothing that a client makes up gets through as anything else than a page or a refusal', () => {
    const value = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.array(fc.oneof(fc.integer(), fc.constant(scope))).map(forged),
    );
    fc.assert(
      fc.property(value, (after) => {
        try {
          expect(page(ten, { after }).ids.length).toBeLessThanOrEqual(10);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
