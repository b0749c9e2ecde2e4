import { describe, expect, test } from 'vitest';
import { TooCostlyError } from '../../../src/rt/errors.js';
import { checkSize, checkTicketSql } from '../../../src/rt/ticket-sql.js';

/** The limit that a search meets, or undefined where it passes. */
function met(query: string) {
  try {
    expect(checkSize(query)).toBe(query);
    return undefined;
  } catch (error) {
    if (error instanceof TooCostlyError) return error.facts.limit;
    throw error;
  }
}
const nested = (depth: number) => `${'('.repeat(depth)}id > 0${')'.repeat(depth)}`;

describe('the size of a search', () => {
  test('is 20000 letters', () => {
    expect(met(`Subject = '${'x'.repeat(19_988)}'`)).toBeUndefined();
    expect(met(`Subject = '${'x'.repeat(19_989)}'`)).toEqual({
      name: 'letters of a search',
      allowed: 20_000,
      asked: 20_001,
    });
  });

  test('is 100 parentheses inside each other, however many stand side by side', () => {
    expect(met(nested(100))).toBeUndefined();
    expect(met(nested(101))).toMatchObject({ allowed: 100, asked: 101 });
    expect(met(Array.from({ length: 500 }, () => nested(1)).join(' AND '))).toBeUndefined();
  });

  test('counts no parentheses that stand in a text', () => {
    expect(
      met(`Subject = '${'('.repeat(500)}' AND Subject = "\\"${'('.repeat(500)}"`),
    ).toBeUndefined();
  });
});

describe('a query of one’s own', () => {
  test.each([
    ['id > 0) OR (id < 5', /closes/],
    ['(id > 0', /never closed/],
    ["Subject = 'x", /never ends/],
    ["Subject = 'x\\'", /never ends/],
  ])('%s cannot leave its parentheses', (query, words) => {
    expect(() => checkTicketSql(query)).toThrow(words);
  });

  test('that balances passes as it is', () => {
    const query = `(Subject = ')' OR Subject = "\\"(") AND id > 0`;
    expect(checkTicketSql(query)).toBe(query);
  });
});
