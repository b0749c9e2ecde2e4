import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeDateTime } from '../../../src/schema/scalars.js';

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
});
