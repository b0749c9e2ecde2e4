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
  /**
   * Every instant that a local time may be, as far as the zone is known; absent where it is known. Where clocks
   * were set back and a zone has a time twice, the first counts.
   */
  instantsOf?(local: LocalTime): readonly number[];
  /** Languages that dates may be in, as far as those read before have told. */
  readonly languages?: DateLanguages;
}

/** What a caller's dates tell about their language. */
export interface DateLanguages {
  /** Whether a date may be in this language. */
  may(language: string): boolean;
}

/** A zone of the time zone database, whose changes of clocks are known. */
export interface NamedZone extends TimeZone {
  /** The offsets of a year in UTC: pairs of the instant and the offset in force from then on. */
  changesIn(year: number): readonly OffsetChange[];
  /** The same as `offsetAt` for one instant, without working out its whole year. */
  askOffset(instant: number): number;
}

type OffsetChange = readonly [from: number, offset: number];

/** Years that a zone remembers: more than the tickets of any RT span. */
const maxYears = 100;
const dayMs = 86_400_000;
const zones = new Map<string, NamedZone>();

/** A zone by its IANA name. Throws RangeError when the name is unknown. */
export function namedZone(name: string): NamedZone {
  const known = zones.get(name) ?? makeZone(name);
  zones.set(name, known);
  return known;
}

/** A zone by its name; undefined for a name that is not known here. */
export function knownZone(name: string | undefined): NamedZone | undefined {
  try {
    return name === undefined ? undefined : namedZone(name);
  } catch {
    return undefined;
  }
}

function makeZone(name: string): NamedZone {
  // Intl spells an offset ten times as fast as the parts of a local time.
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    timeZoneName: 'longOffset',
    day: 'numeric',
  });

  /** What Intl says: `GMT`, `GMT-03:30`, and seconds for offsets of long ago. */
  function ask(instant: number): number {
    const [, sign, hours, minutes, seconds = 0] =
      /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(format.format(instant)) ?? [];
    if (sign === undefined) return 0;
    const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return (sign === '-' ? -offset : offset) * 1000;
  }

  const years = new Map<number, readonly OffsetChange[]>();

  /** No zone has ever changed its clocks and changed them back within two weeks. */
  function findChanges(year: number): readonly OffsetChange[] {
    const end = Date.UTC(year + 1, 0, 1);
    let at = Date.UTC(year, 0, 1);
    let offset = ask(at);
    const changes: OffsetChange[] = [[at, offset]];
    while (at < end) {
      const next = Math.min(at + 14 * dayMs, end);
      const then = ask(next);
      if (then !== offset) changes.push([firstWith(then, at, next), then]);
      at = next;
      offset = then;
    }
    return changes;
  }

  /** The second at which an offset that is in force at `high` and not at `low` began. */
  function firstWith(offset: number, low: number, high: number): number {
    let [before, after] = [low, high];
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (ask(middle) === offset) after = middle;
      else before = middle;
    }
    return after;
  }

  function changesIn(year: number): readonly OffsetChange[] {
    const known = years.get(year);
    if (known !== undefined) return known;
    if (years.size >= maxYears) years.clear();
    const changes = findChanges(year);
    years.set(year, changes);
    return changes;
  }

  return {
    name,
    changesIn,
    askOffset: ask,
    offsetAt(instant) {
      const changes = changesIn(new Date(instant).getUTCFullYear());
      return changes.findLast(([from]) => from <= instant)?.[1] ?? ask(instant);
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
  return Math.min(...instantsOf(local, zone));
}

/** Every instant of a local time: two where clocks were set back and showed it twice. */
export function instantsOf(local: LocalTime, zone: TimeZone): readonly number[] {
  const wall = wallTime(local);
  const before = wall - zone.offsetAt(wall - dayMs);
  const after = wall - zone.offsetAt(wall + dayMs);
  if (before === after) return [before];
  const fits = [before, after].filter((instant) => instant + zone.offsetAt(instant) === wall);
  return fits.length > 0 ? fits : [before];
}

/** The zone of what needs none. */
export const utc: TimeZone = { name: 'UTC', offsetAt: () => 0 };

/** Milliseconds of a local time as if it were UTC. */
export function wallTime({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
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
