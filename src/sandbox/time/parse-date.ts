import type { Epoch } from '../store/model.js';
import { epochOf, readWall, startOfDay, type WallTime, wallTime } from './zone.js';

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');
const secondsPer: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const midnight: Clock = { hour: 0, minute: 0, second: 0 };

/** Hours that zone abbreviations and offsets are ahead of UTC. */
function offsetHours(zone: string): number {
  const named: Readonly<Record<string, number>> = { EST: -5, EDT: -4, PST: -8, PDT: -7, CET: 1 };
  const numeric = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (numeric !== null) {
    const hours = Number(numeric[2]) + Number(numeric[3]) / 60;
    return numeric[1] === '-' ? -hours : hours;
  }
  return named[zone.toUpperCase()] ?? 0;
}

/** A time of day, with what follows it; nothing if RT would not read it as one. */
function readClock(text: string): { clock: Clock; offset: number } | undefined {
  const rest = text.trim();
  if (rest === '') {
    return { clock: midnight, offset: 0 };
  }
  const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap]m)?(?:\s+(.*))?$/i.exec(rest);
  if (match === null) {
    return undefined;
  }
  const pm = match[4]?.toLowerCase() === 'pm' && Number(match[1]) < 12 ? 12 : 0;
  return {
    clock: {
      hour: Number(match[1]) + pm,
      minute: Number(match[2]),
      second: Number(match[3] ?? 0),
    },
    offset: offsetHours((match[5] ?? '').trim()),
  };
}

type Day = Pick<WallTime, 'year' | 'month' | 'day'>;

const monthOf = (name: string | undefined): number =>
  monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

/** A calendar day at the start of the text, and what comes after it. */
function readDay(text: string): { day: Day; rest: string } | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)$/.exec(text);
  if (iso !== null) {
    const day = { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
    // RT takes the T of ISO 8601 for the end of the date, unless only hours and minutes follow.
    const rest = iso[4] ?? '';
    const hoursOnly = /^T(\d\d:\d\d)$/.exec(rest);
    return { day, rest: hoursOnly?.[1] ?? (/^\s/.test(rest) && !/\dZ$/.test(rest) ? rest : '') };
  }
  const european = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(.*)$/.exec(text);
  if (european !== null) {
    const day = { day: Number(european[1]), month: Number(european[2]), year: Number(european[3]) };
    return { day, rest: european[4] ?? '' };
  }
  const ctime = /^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/i.exec(text);
  if (ctime !== null && monthOf(ctime[1]) > 0) {
    const day = { day: Number(ctime[2]), month: monthOf(ctime[1]), year: Number(ctime[4]) };
    return { day, rest: ctime[3] ?? '' };
  }
  const named =
    /^(?:[a-z]{3},? )?(?:(\d{1,2}) ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2})),? (\d{4})(.*)$/i.exec(text);
  const month = monthOf(named?.[2] ?? named?.[3]);
  if (named !== null && month > 0) {
    const day = { day: Number(named[1] ?? named[4]), month, year: Number(named[5]) };
    return { day, rest: named[6] ?? '' };
  }
  return undefined;
}

function readAbsolute(text: string, zone: string): Epoch | undefined {
  const found = readDay(text);
  const time = found && readClock(found.rest);
  if (found === undefined || time === undefined) {
    return undefined;
  }
  // RT works out an offset as if the clock were UTC, and then reads the result in the user's zone.
  const hour = time.clock.hour - Math.trunc(time.offset);
  const minute = time.clock.minute - Math.round((time.offset % 1) * 60);
  return readWall({ ...found.day, ...time.clock, hour, minute }, zone);
}

function readSpan(text: string, now: Epoch, zone: string): Epoch | undefined {
  const match = /^(?:in\s+)?([+-]?)\s*(\d+)\s+([a-z]+?)s?(\s+ago)?$/i.exec(
    // RT leaves out the comma of a number with thousands.
    text.replace(/^(\d+),(\d{3} )/, '$1$2'),
  );
  if (match === null) {
    return undefined;
  }
  const count = Number(match[2]) * (match[1] === '-' ? -1 : 1) * (match[4] === undefined ? 1 : -1);
  const unit = (match[3] ?? '').toLowerCase();
  const seconds = secondsPer[unit];
  if (seconds !== undefined) {
    return now + count * seconds;
  }
  const wall = wallTime(now, zone);
  if (unit === 'month') {
    return epochOf({ ...wall, month: wall.month + count }, zone);
  }
  return unit === 'year' ? epochOf({ ...wall, year: wall.year + count }, zone) : undefined;
}

function readWord(text: string, now: Epoch, zone: string): Epoch | undefined {
  const fixed: Readonly<Record<string, () => Epoch>> = {
    now: () => now,
    today: () => now,
    tomorrow: () => now + 86_400,
    yesterday: () => now - 86_400,
    midnight: () => startOfDay(now, zone),
    noon: () => startOfDay(now, zone) + 43_200,
    'next week': () => now + 604_800,
    'last week': () => now - 604_800,
  };
  const weekday = dayNames.indexOf(text.replace(/^(?:next|last) /, '').slice(0, 3));
  if (fixed[text] !== undefined) {
    return fixed[text]();
  }
  if (weekday < 0 || !/^(?:next |last )?[a-z]+day$/.test(text)) {
    return undefined;
  }
  const wall = wallTime(now, zone);
  const today = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
  const ahead = (weekday - today + 7) % 7;
  if (text.startsWith('next ')) {
    return now + (ahead === 0 ? 7 : ahead) * 86_400;
  }
  if (text.startsWith('last ')) {
    return now - ((today - weekday + 7) % 7 || 7) * 86_400;
  }
  return startOfDay(now, zone) + ahead * 86_400;
}

/**
 * Reads a date as generously as RT does with what a user typed, in that user's zone. What it
 * cannot read at all becomes 0, "not set", as it silently does in RT.
 */
export function parseDate(given: string, now: Epoch, zone: string): Epoch {
  const text = given.trim();
  const lower = text.toLowerCase();
  if (text === '' || text === '0') {
    return 0;
  }
  const time = /^\d{1,2}:\d\d/.test(text) ? readClock(text) : undefined;
  const epoch =
    readWord(lower, now, zone) ??
    readSpan(text, now, zone) ??
    (time && epochOf({ ...wallTime(now, zone), ...time.clock }, zone)) ??
    readAbsolute(text, zone) ??
    0;
  return Number.isFinite(epoch) ? Math.max(0, epoch) : 0;
}
