import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerZone, sessionCookie } from '../../../src/rt/connection/login.js';

const now = Date.UTC(2024, 6, 1, 12, 0, 0);

describe('the caller’s zone', () => {
  test('is the configured one while RT’s clock agrees', () => {
    expect(callerZone('2024-07-01 08:00:00', now, 'America/New_York').name).toBe(
      'America/New_York',
    );
  });

  test('is only an offset for a caller who has set another zone', () => {
    const zone = callerZone('2024-07-01 14:00:00', now, 'America/New_York');
    expect(zone.name).toBe('+02:00');
    expect(zone.offsetAt(now)).toBe(2 * 3_600_000);
  });

  test('is the offset in force when none is configured', () => {
    expect(callerZone('2024-07-01 17:30:00', now, undefined).name).toBe('+05:30');
    expect(callerZone('2024-07-01 12:00:00', now, undefined).name).toBe('UTC');
    expect(callerZone('2024-07-02 02:00:00', now, undefined).name).toBe('+14:00');
  });

  test('does not mind clocks that differ by some minutes', () => {
    const offset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15);
    fc.assert(
      fc.property(offset, fc.integer({ min: -440, max: 440 }), (minutes, drift) => {
        const local = new Date(now + minutes * 60_000 + drift * 1000);
        const text = local.toISOString().slice(0, 19).replace('T', ' ');
        expect(callerZone(text, now, undefined).offsetAt(now)).toBe(minutes * 60_000);
      }),
    );
  });

  test.each(['', 'Not set', '2019-01-01 00:00:00', 'gibberish'])(
    'falls back to the configured one, or UTC, when RT prints %j',
    (text) => {
      expect(callerZone(text, now, 'Europe/Paris').name).toBe('Europe/Paris');
      expect(callerZone(text, now, undefined).name).toBe('UTC');
    },
  );
});

describe('the session cookie', () => {
  const id = '052598160ef5b137ae8aecc72fc5dace';

  test.each([
    [`RT_SID_example.com.8081=${id}; path=/; HttpOnly`, `RT_SID_example.com.8081=${id}`],
    [`RT_SID_help desk.80=${id}; path=/`, undefined],
    [`RT_SID_x.443=${id}`, `RT_SID_x.443=${id}`],
    [`RT_SID_x.443=; expires=Thu, 01 Jan 1970 00:00:00 GMT`, undefined],
    [`RT_SID_x.443=not-hexadecimal-not-hexadecimal-not; path=/`, undefined],
    [`session=${id}`, undefined],
  ])('in %j', (header, cookie) => {
    expect(sessionCookie(header)).toBe(cookie);
  });

  test('is found among others, and never made up', () => {
    expect(sessionCookie(['lb=7; path=/', `RT_SID_x.80=${id}; secure`])).toBe(`RT_SID_x.80=${id}`);
    expect(sessionCookie([])).toBeUndefined();
    expect(sessionCookie(undefined)).toBeUndefined();
  });
});
