import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proveDates } from '../../../src/loaders/date-proof.js';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { readPrintedDate } from '../../../src/rt/dates/dates.js';
import { namedZone, toLocal } from '../../../src/rt/dates/time-zone.js';
import type { Upstream } from '../../../src/rt/port.js';

const zones = [
  ...['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/St_Johns', 'America/Santiago'],
  ...['Australia/Sydney', 'Australia/Lord_Howe', 'America/Havana', 'Atlantic/Azores'],
].map(namedZone);
const minute = 60_000;

/** Around the nights in which clocks are set back, in either half of the year. */
const instants = fc
  .tuple(
    fc.constantFrom(...zones),
    fc.integer({ min: 2012, max: 2035 }),
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: 0, max: 59 }),
  )
  .chain(([zone, year, minutes, seconds]) => {
    const changes = setBack(year, zone);
    return fc
      .constantFrom(...(changes.length > 0 ? changes : [Date.UTC(year, 9, 20)]))
      .map((change) => ({ zone, at: change + minutes * minute + seconds * 1000 }));
  });

function setBack(year: number, zone: (typeof zones)[number]): readonly number[] {
  const found: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 15 * minute) {
    if (zone.offsetAt(at) < zone.offsetAt(at - 15 * minute)) found.push(at);
  }
  return found;
}

function rtWith(stored: number) {
  let asked = 0;
  const upstream: Pick<Upstream, 'isTicketDated'> = {
    isTicketDated(_ticket, _field, { after, before }) {
      asked++;
      return Promise.resolve(
        new Date(after).getTime() < stored && stored < new Date(before).getTime(),
      );
    },
  };
  return { upstream: upstream as Upstream, asked: () => asked };
}

/** `Sun Nov  3 01:30:00 2024`, as RT prints an instant in a zone. */
function printed(at: number, zone: (typeof zones)[number]): string {
  const { year, month, day, hour, minute, second } = toLocal(at, zone);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const [weekday, dayOfMonth = '', name] = date.toUTCString().replace(',', '').split(' ');
  const clock = date.toISOString().slice(11, 19);
  return `${weekday} ${name} ${dayOfMonth} ${clock} ${year}`;
}

describe('a time that clocks showed twice', () => {
  test.each([
    ['whose zone RT tells', (name: string) => ({ chosen: name })],
    ['whose zone is set', (name: string) => ({ configured: name })],
    ['whose zone nobody tells', () => ({})],
  ])('is the instant that RT holds, for a caller %s', async (_, known) => {
    await fc.assert(
      fc.asyncProperty(instants, async ({ zone, at }) => {
        const now = Date.UTC(2026, 10, 26, 12);
        const caller = new CallerZone({
          now,
          minutes: zone.offsetAt(now) / minute,
          configured: undefined,
          ...known(zone.name),
        });
        const { upstream, asked } = rtWith(at);
        const text = printed(at, zone);
        const proven = await proveDates(upstream, caller, 1, new Map([['Due', text]]));
        const read = readPrintedDate(proven.get('Due') ?? text, caller);
        expect(read).toEqual({ date: new Date(at), precision: 'second' });
        expect(asked()).toBeLessThanOrEqual(8);
      }),
      { numRuns: 100 },
    );
  });

  test('costs a search where a zone is known, and all other times none', async () => {
    const zone = namedZone('Europe/Berlin');
    const caller = new CallerZone({
      now: Date.UTC(2026, 10, 26, 12),
      minutes: 60,
      configured: undefined,
      chosen: 'Europe/Berlin',
    });
    const cost = async (at: number) => {
      const { upstream, asked } = rtWith(at);
      await proveDates(upstream, caller, 1, new Map([['Due', printed(at, zone)]]));
      return asked();
    };
    expect(await cost(Date.UTC(2026, 9, 25, 0, 30))).toBe(1);
    expect(await cost(Date.UTC(2026, 9, 25, 1, 30))).toBeLessThanOrEqual(2);
    for (const at of [
      Date.UTC(2026, 9, 24, 23, 59),
      Date.UTC(2026, 9, 25, 2),
      Date.UTC(2026, 6, 1),
    ]) {
      expect(await cost(at)).toBe(0);
    }
  });
});
