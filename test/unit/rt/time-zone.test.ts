import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedZone, offsetZone, toInstant, toLocal } from '../../../src/rt/dates/time-zone.js';

const zoneNames = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'Europe/Paris',
  'Europe/Dublin',
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const zones = zoneNames.map(namedZone);
const zone = fc.constantFrom(...zones);
/** Whole seconds from 1995 to 2035: what tickets hold. */
const instant = fc
  .integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);

/** Every whole hour around which a zone's clocks were changed from 2005 to 2025, and the half hours. */
const changes = zones.flatMap((of) => {
  const found: number[] = [];
  for (let at = Date.UTC(2005, 0, 1); at < Date.UTC(2025, 0, 1); at += 7 * 86_400_000) {
    let low = at;
    let high = at + 7 * 86_400_000;
    if (of.offsetAt(low) === of.offsetAt(high)) continue;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (of.offsetAt(middle) === of.offsetAt(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found.map((change) => ({ of, change }));
});

function local(year: number, month: number, day: number, hour: number, minute = 0) {
  return { year, month, day, hour, minute, second: 0 };
}

describe('local times', () => {
  test('an instant comes back, or an earlier one that reads the same', () => {
    fc.assert(
      fc.property(zone, instant, (of, at) => {
        const back = toInstant(toLocal(at, of), of);
        expect(toLocal(back, of)).toEqual(toLocal(at, of));
        expect(back).toBeLessThanOrEqual(at);
      }),
      { numRuns: 500 },
    );
  });

  test('the same holds within a day of every change of clocks', () => {
    expect(changes.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -100_000, max: 100_000 }),
        ({ of, change }, seconds) => {
          const at = change + seconds * 1000;
          const back = toInstant(toLocal(at, of), of);
          expect(toLocal(back, of)).toEqual(toLocal(at, of));
          const step = of.offsetAt(change - 1) - of.offsetAt(change);
          const ambiguous = step > 0 && at >= change && at < change + step;
          expect(back).toBe(ambiguous ? at - step : at);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('an hour that exists twice means the first of the two', () => {
    const of = namedZone('America/New_York');
    expect(toInstant(local(2024, 11, 3, 1, 30), of)).toBe(Date.UTC(2024, 10, 3, 5, 30));
    expect(toLocal(Date.UTC(2024, 10, 3, 5, 30), of)).toEqual(local(2024, 11, 3, 1, 30));
    expect(toLocal(Date.UTC(2024, 10, 3, 6, 30), of)).toEqual(local(2024, 11, 3, 1, 30));
  });

  test('an hour that does not exist moves forward', () => {
    const of = namedZone('America/New_York');
    const moved = toInstant(local(2024, 3, 10, 2, 30), of);
    expect(toLocal(moved, of)).toEqual(local(2024, 3, 10, 3, 30));
  });

  test('the half hour of Lord Howe and the lost day of Samoa are known', () => {
    const howe = namedZone('Australia/Lord_Howe');
    expect(howe.offsetAt(Date.UTC(2024, 0, 1))).toBe(11 * 3_600_000);
    expect(howe.offsetAt(Date.UTC(2024, 6, 1))).toBe(10.5 * 3_600_000);
    const apia = namedZone('Pacific/Apia');
    expect(toLocal(Date.UTC(2011, 11, 30, 9, 59), apia)).toEqual(local(2011, 12, 29, 23, 59));
    expect(toLocal(Date.UTC(2011, 11, 30, 10, 0), apia)).toEqual(local(2011, 12, 31, 0));
    expect(toInstant(local(2011, 12, 31, 0), apia)).toBe(Date.UTC(2011, 11, 30, 10));
  });

  test('fractions of a second never shift the offset', () => {
    const of = namedZone('Europe/Paris');
    expect(of.offsetAt(Date.UTC(2024, 0, 1, 12, 0, 0, 999))).toBe(3_600_000);
    expect(of.offsetAt(-1)).toBe(3_600_000);
  });
});

describe('zones', () => {
  test('an unknown name is refused', () => {
    expect(() => namedZone('Mars/Olympus')).toThrow(RangeError);
  });

  test.each([
    [0, 'UTC'],
    [330, '+05:30'],
    [-210, '-03:30'],
    [840, '+14:00'],
  ])('an offset of %i minutes is named %s', (minutes, name) => {
    const of = offsetZone(minutes);
    expect(of.name).toBe(name);
    expect(of.offsetAt(0)).toBe(minutes * 60_000);
    expect(toInstant(toLocal(1_700_000_000_000, of), of)).toBe(1_700_000_000_000);
  });
});
