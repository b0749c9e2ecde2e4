import type { Epoch } from '../store/model.js';

/** A date and time on somebody's clock. Months count from 1; too large parts carry over. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** What clocks in the zone show at that moment. */
export function wallTime(epoch: Epoch, zone: string): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(epoch * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

const asUtc = (wall: WallTime): Epoch =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) / 1000;

const offsetAt = (epoch: Epoch, zone: string): number => asUtc(wallTime(epoch, zone)) - epoch;

/**
 * The moment when clocks in the zone show that time: the first one if they show it twice. A time
 * that they skip is read as if they had not (02:30 becomes 03:30).
 */
export function epochOf(wall: WallTime, zone: string): Epoch {
  const naive = asUtc(wall);
  const day = 86_400;
  const before = naive - offsetAt(naive - day, zone);
  const after = naive - offsetAt(naive + day, zone);
  const fits = (epoch: Epoch): boolean => asUtc(wallTime(epoch, zone)) === naive;
  const fitting = [before, after].filter(fits);
  return fitting.length === 0 ? before : Math.min(...fitting);
}

/**
 * The moment that RT takes a written time for: it uses the offset in force when that time is UTC,
 * which near a change of clocks is not the one in force when clocks in the zone show it.
 */
export function readWall(wall: WallTime, zone: string): Epoch {
  const naive = asUtc(wall);
  return naive - offsetAt(naive, zone);
}

/** The moment when the day began on which clocks in the zone show that time. */
export function startOfDay(epoch: Epoch, zone: string): Epoch {
  const wall = wallTime(epoch, zone);
  return epochOf({ ...wall, hour: 0, minute: 0, second: 0 }, zone);
}
