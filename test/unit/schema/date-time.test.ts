import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstant } from '../../../src/rt/dates/rfc3339.js';
import { parseDateTime, writeDateTime } from '../../../src/schema/scalars.js';

const iso = (date: Date) => date.toISOString().replace(/\.000Z$/, 'Z');

describe('an instant', () => {
  test('is written as ISO 8601 has it, without a fraction of zero', () => {
    expect(writeDateTime(new Date('2026-03-04T05:06:07Z'))).toBe('2026-03-04T05:06:07Z');
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(writeDateTime(date)).toBe(iso(date));
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
        fc.pre(!Number.isNaN(whole.getTime()));
        expect(writeDateTime(whole)).toBe(iso(whole));
      }),
    );
  });

  test('that is invalid is refused', () => {
    expect(() => writeDateTime(new Date(Number.NaN))).toThrow(RangeError);
  });

  test.each([
    ['2026-01-01T23:59:59Z', true],
    ['2026-01-01T00:00:00+05:30', true],
    ['2026-01-01T24:00:00Z', false],
    ['2026-01-01T12:60:00Z', false],
    ['2026-02-30T12:00:00Z', false],
    ['2026-01-01T12:00:00', false],
    ['2026-01-01', false],
  ])('%s is read: %s', (text, isRead) => {
    expect(readInstant(text) !== undefined).toBe(isRead);
  });

  test.each([
    ['2026-02-30T12:00:00Z', /does not exist/],
    ['2026-06-30T23:59:60Z', /does not exist/],
    ['0001-01-01T00:00:00Z', /below 0100/],
    ['2026-01-01 12:00', /RFC 3339/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => parseDateTime(text)).toThrow(reason);
  });
});
