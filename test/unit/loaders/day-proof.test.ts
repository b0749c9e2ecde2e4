import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proveDates } from '../../../src/loaders/date-proof.js';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { readPrintedDate } from '../../../src/rt/dates/dates.js';
import { type NamedZone, namedZone, toInstant, toLocal } from '../../../src/rt/dates/time-zone.js';
import { RtTimeoutError } from '../../../src/rt/errors.js';
import type { Upstream } from '../../../src/rt/port.js';

const now = Date.UTC(2026, 10, 26, 12);
const dayMs = 86_400_000;

/** RT with one ticket, whose caller has a zone that RT does not tell. */
function rtWith(zone: NamedZone, stored: ReadonlyMap<string, number>, skew = 0) {
  const asked: string[] = [];
  /** RT takes the offset that is in force when the written time is UTC. */
  const instantOf = (bound: Date | string) => {
    if (typeof bound !== 'string') return bound.getTime() + skew;
    const wall = Date.parse(`${bound.replace(' ', 'T')}Z`);
    return wall - zone.offsetAt(wall);
  };
  const upstream: Pick<Upstream, 'isTicketDated'> = {
    isTicketDated(_ticket, field, { after, before }) {
      asked.push(field);
      const at = stored.get(field) ?? 0;
      return Promise.resolve(instantOf(after) < at && at < instantOf(before));
    },
  };
  return { upstream: upstream as Upstream, asked };
}

async function callerIn(zone: NamedZone, configured?: string): Promise<CallerZone> {
  const minutes = zone.offsetAt(now) / 60_000;
  const caller = new CallerZone({ now, minutes, configured });
  await caller.prepare();
  return caller;
}

/** What RT prints of an instant with `Time => 0`. */
const isoDay = (at: number, zone: NamedZone) =>
  new Date(at + zone.offsetAt(at)).toISOString().slice(0, 10);
const usDay = (at: number, zone: NamedZone) => {
  const { year, month, day } = toLocal(at, zone);
  return `${month}/${day}/${String(year).slice(2)}`;
};
const startOf = (at: number, zone: NamedZone) =>
  toInstant({ ...toLocal(at, zone), hour: 0, minute: 0, second: 0 }, zone);
const zones = [
  ...['Europe/Berlin', 'Africa/Lagos', 'Europe/London', 'Africa/Abidjan', 'America/New_York'],
  ...['America/Lima', 'Australia/Sydney', 'Pacific/Noumea', 'Australia/Lord_Howe'],
  ...['Asia/Tokyo', 'America/St_Johns', 'America/Santiago', 'Asia/Kathmandu'],
].map(namedZone);
const anyZone = fc.constantFrom(...zones);
/** Seconds, on the hour and at midnight more often than not, as people set dates. */
const anyInstant = fc
  .tuple(
    fc.integer({ min: 9000, max: 40_000 }),
    fc.constantFrom(0, 1, 3600, 79_200, 82_800, 40_321),
  )
  .map(([day, second]) => day * dayMs + second * 1000);
const skews = fc.integer({ min: -20, max: 20 }).map((seconds) => seconds * 1000);

describe('a day without a time', () => {
  test('is the start of the day in the caller’s zone, which RT does not tell', async () => {
    await fc.assert(
      fc.asyncProperty(anyZone, anyInstant, skews, async (zone, at, skew) => {
        const { upstream, asked } = rtWith(zone, new Map([['Due', at]]), skew);
        const caller = await callerIn(zone);
        // Some zone of the world may change its clocks on that day, and RT reads local times oddly then.
        fc.pre(caller.isSteady(at - 3 * dayMs, at + 3 * dayMs));
        const text = isoDay(at, zone);
        await proveDates(upstream, caller, 1, new Map([['Due', text]]));
        expect(readPrintedDate(text, caller)).toEqual({
          date: new Date(startOf(at, zone)),
          precision: 'day',
        });
        expect(asked.length).toBeLessThan(15);
      }),
      { numRuns: 300 },
    );
  });

  test('is right at every quarter of an hour, some of which are bounds of the searches', async () => {
    for (const zone of ['Pacific/Noumea', 'Australia/Lord_Howe', 'Africa/Lagos'].map(namedZone)) {
      for (let at = Date.UTC(1994, 7, 22); at <= Date.UTC(1994, 7, 24); at += 900_000) {
        const { upstream } = rtWith(zone, new Map([['Due', at]]));
        const caller = await callerIn(zone);
        const text = isoDay(at, zone);
        await proveDates(upstream, caller, 1, new Map([['Due', text]]));
        expect(readPrintedDate(text, caller)?.date).toEqual(new Date(startOf(at, zone)));
      }
    }
  });

  test('is never refused, and is the right day in one of the caller’s zones where clocks change', async () => {
    await fc.assert(
      fc.asyncProperty(anyZone, anyInstant, skews, async (zone, at, skew) => {
        const { upstream } = rtWith(zone, new Map([['Due', at]]), skew);
        const caller = await callerIn(zone);
        const text = isoDay(at, zone);
        await proveDates(upstream, caller, 1, new Map([['Due', text]]));
        const read = readPrintedDate(text, caller)?.date.getTime() ?? 0;
        expect(Math.abs(read - startOf(at, zone))).toBeLessThanOrEqual(2 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });

  test('tells the zone of all other days of its season', async () => {
    const [berlin, lagos] = [namedZone('Europe/Berlin'), namedZone('Africa/Lagos')];
    for (const zone of [berlin, lagos]) {
      const stored = new Map(
        ['Due', 'Starts', 'Started', 'Resolved'].map((field, at) => [
          field,
          Date.UTC(2027 + at, 6, 1 + at, 9 * at),
        ]),
      );
      const { upstream, asked } = rtWith(zone, stored);
      const caller = await callerIn(zone, 'Europe/Berlin');
      const texts = new Map([...stored].map(([field, at]) => [field, isoDay(at, zone)]));
      await proveDates(upstream, caller, 1, texts);
      expect(new Set(asked)).toEqual(new Set(['Due']));
      for (const [field, at] of stored) {
        const read = readPrintedDate(texts.get(field) ?? '', caller);
        expect(read?.date).toEqual(new Date(startOf(at, zone)));
      }
    }
  });

  test('in two-digit numbers is the day that RT holds', async () => {
    const zone = namedZone('America/New_York');
    for (const at of [Date.UTC(2027, 6, 1, 15), Date.UTC(2028, 0, 3, 4, 30)]) {
      const { upstream } = rtWith(zone, new Map([['Due', at]]));
      const caller = await callerIn(zone);
      const text = usDay(at, zone);
      expect(() => readPrintedDate(text, caller)).toThrow('$DateTimeFormat');
      await proveDates(upstream, caller, 1, new Map([['Due', text]]));
      expect(readPrintedDate(text, caller)?.date).toEqual(new Date(startOf(at, zone)));
    }
  });

  test('is read in the likeliest zone where RT does not answer', async () => {
    const upstream = {
      isTicketDated: () => Promise.reject(new RtTimeoutError('RT did not answer.')),
    } as unknown as Upstream;
    const zone = namedZone('Europe/Berlin');
    for (const configured of [undefined, 'Europe/Berlin', 'Africa/Lagos']) {
      const caller = await callerIn(zone, configured);
      await proveDates(upstream, caller, 1, new Map([['Due', '2027-07-01']]));
      const meant = namedZone(configured ?? 'Europe/Berlin');
      const start = startOf(Date.UTC(2027, 6, 1, 12), meant);
      expect(readPrintedDate('2027-07-01', caller)?.date).toEqual(new Date(start));
    }
  });
});
