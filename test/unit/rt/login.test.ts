import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerZone, sessionCookie } from '../../../src/rt/connection/login.js';
import { readTicketDate, writeDate } from '../../../src/rt/dates/dates.js';
import { namedZone } from '../../../src/rt/dates/time-zone.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';
import { dateProblem } from '../../../src/rt/rest1/write/planned-date.js';

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

  describe('where the clock of RT and the Date header tell no zone’s offset', () => {
    // Behind a proxy that writes a header of its own, RT's clock being wrong: minutes it is ahead of the proxy's.
    const skews = [-2900, -1000, -20, 10, 20, 1100, 2900];
    const summer = Date.UTC(2024, 7, 1, 9);

    test.each(skews)(
      'the zone that is configured or chosen counts, %s minutes ahead',
      async (skew) => {
        const started = Date.now();
        const rtNow = now + skew * 60_000;
        const text = writeDate(new Date(rtNow), namedZone('America/New_York'));
        for (const zone of [
          callerZone(text, now, 'America/New_York'),
          callerZone(text, now, 'Asia/Tokyo', 'America/New_York'),
        ]) {
          await zone.prepare();
          expect(zone.isClockKnown).toBe(true);
          expect(zone.name).toBe('America/New_York');
          expect(readTicketDate('2024-08-01 05:00:00', zone)?.getTime()).toBe(summer);
          const elapsed = Date.now() - started;
          expect(Math.abs(zone.rtNow - rtNow - elapsed)).toBeLessThan(2000);
        }
      },
    );

    test.each(skews)('and no instant is told where neither is, %s minutes ahead', async (skew) => {
      const text = writeDate(new Date(now + skew * 60_000), namedZone('America/New_York'));
      const zone = callerZone(text, now, undefined);
      await zone.prepare();
      expect(zone.isClockKnown).toBe(false);
      expect(() => readTicketDate('2024-08-01 05:00:00', zone)).toThrow(RtBadReplyError);
      expect(dateProblem(new Date(summer), zone)).toContain('Set RT_TIMEZONE');
    });
  });
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
