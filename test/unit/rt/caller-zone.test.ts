import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { readTicketDate, writeDate } from '../../../src/rt/dates/dates.js';
import { namedZone, toLocal } from '../../../src/rt/dates/time-zone.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';

const winter = Date.UTC(2026, 10, 26, 12);
const summer = Date.UTC(2027, 6, 1, 10);

async function zoneOf(name: string, configured?: string): Promise<CallerZone> {
  const minutes = namedZone(name).offsetAt(winter) / 60_000;
  const zone = new CallerZone({ now: winter, minutes, configured });
  await zone.prepare();
  return zone;
}

describe('the zone of a caller of whom only the offset now is known', () => {
  test.each(['Europe/Berlin', 'America/New_York', 'Europe/London', 'Australia/Sydney'])(
    'leaves a date of %s beyond a change of clocks open until one is known',
    async (name) => {
      const zone = await zoneOf(name);
      const local = toLocal(summer, namedZone(name));
      const two = (part: number) => String(part).padStart(2, '0');
      const text = `2027-07-0${local.day} ${two(local.hour)}:${two(local.minute)}:00`;
      expect(zone.isCertainAt(winter)).toBe(true);
      expect(zone.isCertainAt(summer)).toBe(false);
      expect(zone.instantsOf(local)).toContain(summer);
      expect(() => readTicketDate(text, zone)).toThrow(RtBadReplyError);
      zone.observe(summer, namedZone(name).offsetAt(summer));
      expect(readTicketDate(text, zone)?.getTime()).toBe(summer);
    },
  );

  test('is not taken for the configured one because both agree now', async () => {
    const zone = await zoneOf('Africa/Lagos', 'Europe/Berlin');
    expect(zone.name).toBe('Europe/Berlin');
    expect(zone.isCertainAt(summer)).toBe(false);
    zone.observe(summer, namedZone('Africa/Lagos').offsetAt(summer));
    expect(writeDate(new Date(summer), zone)).toBe('2027-07-01 11:00:00');
  });

  test('never excludes the true instant, whatever has been seen', async () => {
    const name = fc.constantFrom(
      'Europe/Paris',
      'America/Chicago',
      'Africa/Casablanca',
      'Asia/Tokyo',
    );
    // The hour that comes twice is read as its first; noon is never in one.
    const noon = fc
      .integer({ min: 10_000, max: 25_000 })
      .map((day) => day * 86_400_000 + 43_200_000);
    await fc.assert(
      fc.asyncProperty(name, fc.array(noon, { maxLength: 4 }), noon, async (of, seen, at) => {
        const zone = await zoneOf(of);
        for (const one of seen) zone.observe(one, namedZone(of).offsetAt(one));
        expect(zone.instantsOf(toLocal(at, namedZone(of)))).toContain(at);
      }),
      { numRuns: 60 },
    );
  });

  test('follows a caller who chooses another zone', async () => {
    const zone = await zoneOf('Europe/Berlin');
    zone.observe(summer, namedZone('Asia/Tokyo').offsetAt(summer));
    expect(zone.offsetAt(summer)).toBe(9 * 3_600_000);
  });
});
