import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneForBound } from '../../../src/loaders/date-bounds.js';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { canWriteDate, writeDate } from '../../../src/rt/dates/dates.js';
import { type NamedZone, namedZone } from '../../../src/rt/dates/time-zone.js';
import { InvalidInputError } from '../../../src/rt/errors.js';
import type { Upstream } from '../../../src/rt/port.js';

const zones = [
  ...['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/St_Johns', 'America/Santiago'],
  ...['Australia/Sydney', 'Australia/Lord_Howe', 'America/Havana', 'Atlantic/Azores', 'UTC'],
].map(namedZone);
const minute = 60_000;
const day = 1440 * minute;

/** A bound within a day of a change of clocks, and a ticket's date within hours of it. */
const cases = fc
  .tuple(
    fc.constantFrom(...zones),
    fc.integer({ min: 2012, max: 2035 }),
    fc.nat(),
    fc.integer({ min: -1440, max: 1440 }),
    fc.integer({ min: -180, max: 180 }),
  )
  .map(([zone, year, which, minutes, away]) => {
    const changes = changesOf(year, zone);
    const change = changes[which % changes.length] ?? Date.UTC(year, 9, 20);
    const bound = change + minutes * minute;
    return { zone, bound, stored: bound + away * minute };
  });

function changesOf(year: number, zone: NamedZone): readonly number[] {
  return zone.changesIn(year).flatMap(([from], at) => (at === 0 ? [] : [from]));
}

/** What RT takes a text for: in the offset that is in force when the written time is UTC. */
function readByRt(text: string, zone: NamedZone): number {
  const wall = Date.parse(`${text.replace(' ', 'T')}Z`);
  return wall - zone.offsetAt(wall);
}

describe('a bound of a date near a change of clocks', () => {
  test.each([
    ['whose zone RT tells', (name: string) => ({ chosen: name })],
    ['whose zone nobody tells', () => ({})],
  ])('finds what it says or is refused, for a caller %s', async (_, known) => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ zone, bound, stored }) => {
        const now = Date.UTC(2026, 10, 26, 12);
        const caller = new CallerZone({
          now,
          minutes: zone.offsetAt(now) / minute,
          configured: undefined,
          ...known(zone.name),
        });
        const upstream: Pick<Upstream, 'identity' | 'ticketsDated'> = {
          identity: () => Promise.resolve({ zone: caller } as never),
          ticketsDated: (_field, { after, before }) =>
            Promise.resolve(
              new Date(after).getTime() < stored && stored < new Date(before).getTime() ? [1] : [],
            ),
        };
        const showDate = () => {
          caller.observe(stored, zone.offsetAt(stored));
          return Promise.resolve();
        };
        const date = new Date(bound);
        try {
          await zoneForBound(upstream as Upstream, showDate, 'Due', date);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
          refused++;
          // Whoever's zone is known is refused in the hour alone that no text names.
          if ('chosen' in known(zone.name)) expect(canWriteDate(date, zone)).toBe(false);
          return;
        }
        const read = readByRt(writeDate(date, caller), zone);
        expect(Math.sign(stored - read)).toBe(Math.sign(stored - bound));
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeLessThan(60);
  });

  test('is asked for nothing where the zone is known and RT can be told it', async () => {
    const caller = new CallerZone({
      now: day,
      minutes: undefined,
      configured: undefined,
      chosen: 'Europe/Paris',
    });
    const upstream = { identity: () => Promise.resolve({ zone: caller }) };
    const showDate = () => Promise.reject(new Error('not needed'));
    const zone = await zoneForBound(
      upstream as unknown as Upstream,
      showDate,
      'Due',
      new Date('2024-07-01T12:00:00Z'),
    );
    expect(zone).toBe(caller);
  });
});
