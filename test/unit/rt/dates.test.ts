import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTicketDate, readUtcDate, writeDate } from '../../../src/rt/dates/dates.js';
import { readStandardDate, readUtc } from '../../../src/rt/dates/standard-date.js';
import { namedZone, offsetZone, wallTime } from '../../../src/rt/dates/time-zone.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';

const utc = offsetZone(0);
const newYork = namedZone('America/New_York');
const paris = namedZone('Europe/Paris');

describe('dates of ticket forms', () => {
  test.each([
    ['Sun Mar 10 07:30:00 2024', utc, '2024-03-10T07:30:00.000Z'],
    ['Sun Mar 10 03:30:00 2024', newYork, '2024-03-10T07:30:00.000Z'],
    ['Sun Nov 03 01:30:00 2024', newYork, '2024-11-03T05:30:00.000Z'],
    ['Sun Jun 30 20:00:00 2024', newYork, '2024-07-01T00:00:00.000Z'],
    ['Dim 10 Mar 2024 08:30:00', paris, '2024-03-10T07:30:00.000Z'],
    ['Lun 01 Jui 2024 02:00:00', paris, '2024-07-01T00:00:00.000Z'],
    ['Mo 23. Nov 22:25:16 2026', utc, '2026-11-23T22:25:16.000Z'],
    ['2024-3月-10 日曜日 03:30:00', newYork, '2024-03-10T07:30:00.000Z'],
    ['2026-11-23 22:19:17', newYork, '2026-11-24T03:19:17.000Z'],
    ['2024-03-10T03:30:00-04:00', paris, '2024-03-10T07:30:00.000Z'],
    ['2024-11-03T01:30:00-05:00', newYork, '2024-11-03T06:30:00.000Z'],
    ['2024-03-10T07:30:00Z', newYork, '2024-03-10T07:30:00.000Z'],
    ['Sun, 10 Mar 2024 03:30:00 -0400', paris, '2024-03-10T07:30:00.000Z'],
    ['Sun, 10 Mar 2024 07:30:00 GMT', newYork, '2024-03-10T07:30:00.000Z'],
    ['20240310T073000Z', newYork, '2024-03-10T07:30:00.000Z'],
    ['Sun, Mar 10, 2024 3:30:00 AM', newYork, '2024-03-10T07:30:00.000Z'],
    ['Sun, Jun 30, 2024 8:00:00 PM', newYork, '2024-07-01T00:00:00.000Z'],
    ['Sun, Jun 30, 2024 12:00:00 AM', utc, '2024-06-30T00:00:00.000Z'],
    ['Sun, Jun 30, 2024 12:00:00 PM', utc, '2024-06-30T12:00:00.000Z'],
    ['So., 10. März 2024 03:30:00', newYork, '2024-03-10T07:30:00.000Z'],
    ['dom., 10 de mar. de 2024 3:30:00', newYork, '2024-03-10T07:30:00.000Z'],
    ['Κυρ 10 Μαρ 2024 3:30:00 μ.μ.', utc, '2024-03-10T15:30:00.000Z'],
    // No language puts the month first and prints all four digits of the year.
    ['10/03/2024 07:30:00', utc, '2024-03-10T07:30:00.000Z'],
    // Without seconds, and without a time: the start of the day in the reader's zone.
    ['2024-07-01 12:30', newYork, '2024-07-01T16:30:00.000Z'],
    ['2024-07-01T12:30-04:00', paris, '2024-07-01T16:30:00.000Z'],
    ['01 Jul 2024 12:30 -0400', paris, '2024-07-01T16:30:00.000Z'],
    ['Mon Jul 01 12:30 2024', newYork, '2024-07-01T16:30:00.000Z'],
    ['2024-07-01', newYork, '2024-07-01T04:00:00.000Z'],
    ['20240701', newYork, '2024-07-01T04:00:00.000Z'],
    ['Mon, 01 Jul 2024', newYork, '2024-07-01T04:00:00.000Z'],
    ['Mon Jul 01 2024', newYork, '2024-07-01T04:00:00.000Z'],
    ['Sat Jan  6 10:00:00 2024', utc, '2024-01-06T10:00:00.000Z'],
  ])('%s', (text, zone, iso) => {
    expect(readTicketDate(text, zone)?.toISOString()).toBe(iso);
  });

  test.each([
    'Not set',
    'Nicht angegeben',
    'Non renseigné',
    '未指定',
    '',
    'Thu Jan 01 00:00:00 1970',
  ])('%j is not set', (text) => {
    expect(readTicketDate(text, utc)).toBeUndefined();
  });

  test('the epoch is not set in any zone', () => {
    expect(readTicketDate('Wed Dec 31 19:00:00 1969', newYork)).toBeUndefined();
    expect(readTicketDate('Thu Jan 01 01:00:00 1970', paris)).toBeUndefined();
  });

  test.each([
    'Sun Foo 10 07:30:00 2024',
    '7 o’clock',
    '20241310T073000Z',
    'Mon Mar 10 07:30:00 2024',
    'Thu, 10 Mar 2024 07:30:00 GMT',
    '07:30:00',
    '1/2/28',
    '05/02/28 13:04',
    '28/2/22 11:51:00',
  ])('%j is refused, not guessed', (text) => {
    expect(() => readTicketDate(text, utc)).toThrow(RtBadReplyError);
    expect(() => readTicketDate(text, utc)).toThrow('$DateTimeFormat');
  });
});

describe('dates in UTC', () => {
  test.each([
    ['2026-11-23 22:10:18', '2026-11-23T22:10:18.000Z'],
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['  2026-11-23 22:10:18 ', '2026-11-23T22:10:18.000Z'],
  ])('%j', (text, iso) => {
    expect(readUtcDate(text)?.toISOString()).toBe(iso);
  });

  test.each(['', '1970-01-01 00:00:00', 'Not set', '2026-11-23 22:10', 'yesterday'])(
    '%j is not a date',
    (text) => {
      expect(readUtcDate(text)).toBeUndefined();
    },
  );
});

describe('dates that go to RT', () => {
  test('are zoneless and in the caller’s zone', () => {
    expect(writeDate(new Date('2024-07-01T16:00:00Z'), newYork)).toBe('2024-07-01 12:00:00');
    expect(writeDate(new Date('2024-07-01T16:00:00.987Z'), utc)).toBe('2024-07-01 16:00:00');
  });

  test('are written so that RT, which takes the offset in force when the text is UTC, reads them right', () => {
    // Summer time begins at 07:00 UTC; until the text says 07:00 RT reckons with winter time.
    expect(writeDate(new Date('2024-03-10T07:30:00Z'), newYork)).toBe('2024-03-10 02:30:00');
    expect(writeDate(new Date('2024-03-31T00:30:00Z'), paris)).toBe('2024-03-31 02:30:00');
    expect(writeDate(new Date('2024-11-03T11:30:00Z'), newYork)).toBe('2024-11-03 06:30:00');
  });

  test('are read by RT as the same second, but for one hour a year that no text names', () => {
    const zone = fc.constantFrom(
      utc,
      newYork,
      paris,
      namedZone('Asia/Kathmandu'),
      offsetZone(-570),
    );
    const seconds = fc.integer({ min: 1, max: 2_000_000_000 });
    fc.assert(
      fc.property(zone, seconds, (of, second) => {
        const instant = second * 1000;
        const text = Date.parse(`${writeDate(new Date(instant), of).replace(' ', 'T')}Z`);
        if (text - of.offsetAt(text) === instant) return;
        expect(of.offsetAt(instant)).toBeLessThan(0);
        expect(text).toBe(instant + of.offsetAt(instant));
      }),
      { numRuns: 400 },
    );
  });
});

describe('dates as REST 2.0 prints them', () => {
  const two = (most: number) =>
    fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
  // Some are on no calendar and some on no clock.
  const texts = fc
    .tuple(fc.integer({ min: 1970, max: 2099 }), two(13), two(32), two(25), two(61), two(61))
    .map(([year, month, day, hour, minute, second]) => {
      return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
    });

  test('are read as the other formats are, and refused alike', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const standard = readStandardDate(text);
        const instant = standard && wallTime(standard.local);
        expect(readUtc(text)).toBe(instant);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['2026-02-28T23:59:59Z', Date.UTC(2026, 1, 28, 23, 59, 59)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2026-02-29T00:00:00Z', undefined],
    ['2026-04-31T00:00:00Z', undefined],
    ['2026-04-30T24:00:00Z', undefined],
    ['2026-04-30T12:00:60Z', undefined],
    ['2026-04-30T12:00Z', undefined],
    ['2026-04-30T12:00:00+01:00', undefined],
    ['2026-04-30', undefined],
    ['', undefined],
  ])('%s', (text, instant) => {
    expect(readUtc(text)).toBe(instant);
  });
});
