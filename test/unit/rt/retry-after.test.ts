import { describe, expect, test } from 'vitest';
import { readRetryAfter } from '../../../src/rt/retry-after.js';

const now = Date.parse('2026-11-27T12:00:00Z');

describe('a Retry-After', () => {
  test.each([
    ['0', 0],
    ['3', 3000],
    [' 120 ', 120_000],
    ['99999999999', 99_999_999_999_000],
    ['Fri, 27 Nov 2026 12:00:05 GMT', 5000],
    ['Friday, 27-Nov-26 12:00:05 GMT', 5000],
    ['Fri, 27 Nov 2026 11:00:00 GMT', 0],
  ])('of %j is a pause', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });

  test.each([
    undefined,
    '',
    '-5',
    '1.5',
    '1e3',
    'soon',
    'Infinity',
    '0x10',
    '5, 5',
    '2026-11-27',
    'Fri Nov 27 12:00:05 2026',
    'Fri, 27 Nov 2026 12:00:05',
    'Fri, 99 Nov 2026 12:00:05 GMT',
    ['5', '6'],
  ])('of %j says nothing', (header) => {
    expect(readRetryAfter(header, now)).toBeUndefined();
  });
});
