/** A calendar moment without a zone, as RT prints it. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The zone that one caller's RT dates are in. */
export interface TimeZone {
  /** IANA name, or an offset such as `+05:30` where only the offset in force now is known. */
  readonly name: string;
  /** Milliseconds that local time is ahead of UTC at this instant. */
  offsetAt(instant: number): number;
}

/** Days that a zone remembers: ten years of tickets, and little memory. */
const maxDays = 4000;
const dayMs = 86_400_000;
const zones = new Map<string, TimeZone>();

/** A zone by its IANA name. Throws RangeError when the name is unknown. */
export function namedZone(name: string): TimeZone {
  const known = zones.get(name) ?? makeZone(name);
  zones.set(name, known);
  return known;
}

function makeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });

  /** What Intl says, which takes it some 10 µs. */
  function ask(instant: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    );
    return local - Math.floor(instant / 1000) * 1000;
  }

  const starts = new Map<number, number>();

  function atStartOf(day: number): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    if (starts.size >= maxDays) starts.clear();
    const offset = ask(day * dayMs);
    starts.set(day, offset);
    return offset;
  }

  return {
    name,
    offsetAt(instant) {
      // No zone has ever changed its clocks and changed them back within a day.
      const day = Math.floor(instant / dayMs);
      const offset = atStartOf(day);
      return offset === atStartOf(day + 1) ? offset : ask(instant);
    },
  };
}

/** A zone known only by the offset in force now, which RT's new-ticket form gives away. */
export function offsetZone(minutes: number): TimeZone {
  const sign = minutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
  return {
    name: minutes === 0 ? 'UTC' : `${sign}${hours}:${rest}`,
    offsetAt: () => minutes * 60_000,
  };
}

/**
 * The instant of a local time. Where clocks were set back and a time exists twice, the first one counts;
 * in the gap of a spring change the time moves forward.
 */
export function toInstant(local: LocalTime, zone: TimeZone): number {
  const wall = Date.UTC(
    local.year,
    local.month - 1,
    local.day,
    local.hour,
    local.minute,
    local.second,
  );
  const before = wall - zone.offsetAt(wall - dayMs);
  const after = wall - zone.offsetAt(wall + dayMs);
  if (before === after) return before;
  const fits = [before, after].filter((instant) => instant + zone.offsetAt(instant) === wall);
  return fits.length > 0 ? Math.min(...fits) : before;
}

/** The local time of an instant. */
export function toLocal(instant: number, zone: TimeZone): LocalTime {
  const wall = new Date(instant + zone.offsetAt(instant));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}
