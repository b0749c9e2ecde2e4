import { describe, expect, test } from 'vitest';
import {
  flag,
  integer,
  leadingInteger,
  list,
  optionalText,
  text,
  utcDate,
  zonedDate,
} from '../../../src/rt/columns/column.js';
import { namedZone, offsetZone } from '../../../src/rt/dates/time-zone.js';

const utc = offsetZone(0);

describe('columns', () => {
  test.each([
    ['15 minutes', 15],
    ['0', 0],
    ['-3', -3],
    [' 42', 42],
    ['0042', 42],
    ['high', 0],
    ['2 hours minutes', 2],
    ['', 0],
    ['99999999999999999999', 2 ** 31 - 1],
    ['-99999999999999999999', -(2 ** 31)],
    ['1e3', 1],
  ])('the number of %j is %i', (value, number) => {
    expect(leadingInteger(value)).toBe(number);
    expect(integer('Priority').read(value, utc)).toBe(number);
  });

  test('a yes, a no and a silence are told apart', () => {
    const disabled = flag('Disabled');
    expect(disabled.read('1', utc)).toBe(true);
    expect(disabled.read('0', utc)).toBe(false);
    expect(disabled.read('', utc)).toBeNull();
  });

  test('empty text is null only where it is optional', () => {
    expect(text('Subject').read('', utc)).toBe('');
    expect(optionalText('SLA').read('', utc)).toBeNull();
    expect(optionalText('SLA').read('0', utc)).toBe('0');
  });

  test('a list of people is split at its commas, folded or not', () => {
    const value = 'alice@example.com, bob@example.com,\ncarol@example.com';
    expect(list('Requestors').read(value, utc)).toEqual([
      'alice@example.com',
      'bob@example.com',
      'carol@example.com',
    ]);
    expect(list('Cc').read('', utc)).toEqual([]);
  });

  test('only dates of ticket forms need a zone', () => {
    const due = zonedDate('Due');
    expect(due.zoned).toBe(true);
    expect(due.read('Sun Mar 10 03:30:00 2024', namedZone('America/New_York'))).toEqual(
      new Date('2024-03-10T07:30:00Z'),
    );
    expect(due.read('Not set', utc)).toBeNull();
    expect(utcDate('Created').zoned).toBe(false);
    expect(utcDate('Created').read('2026-11-23 22:10:18', utc)).toEqual(
      new Date('2026-11-23T22:10:18Z'),
    );
  });
});
