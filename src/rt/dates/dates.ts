import { RtBadReplyError } from '../errors.js';
import { type DatePrecision, type LocalReading, weekdayOf } from './date-pattern.js';
import { readLocalizedDate } from './localized-date.js';
import { readStandardDate, readUtc } from './standard-date.js';
import { type LocalTime, type TimeZone, toInstant, wallTime } from './time-zone.js';

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const dayNames = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const english = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/;

/** A date as RT printed it. */
export interface PrintedDate {
  readonly date: Date;
  /** The smallest unit that was printed; the date is the start of that minute or day. */
  readonly precision: DatePrecision;
}

/** One instant that a text may mean. */
export interface DateReading {
  readonly instant: number;
  readonly precision: DatePrecision;
  /** The local time, in milliseconds as if it were UTC; undefined where the text names an offset or UTC. */
  readonly wall: number | undefined;
  /** RT's name of the language; undefined for formats that have none. */
  readonly language: string | undefined;
}

/**
 * A date of a ticket form: `Sun Mar 10 07:30:00 2024`, in the RT user's zone, language and format, or `Not set`.
 * Undefined when it is not set. Any text without a digit is some language's `Not set`. A day without a time is its
 * start in the user's zone, or in the likeliest of those that the user may have.
 * @throws RtBadReplyError when the text cannot be read, or may mean more than one instant
 */
export function readTicketDate(text: string, zone: TimeZone): Date | undefined {
  return readPrintedDate(text, zone)?.date;
}

/** The same, with how much of the time RT printed. */
export function readPrintedDate(text: string, zone: TimeZone): PrintedDate | undefined {
  if (!/\d/.test(text)) return undefined;
  const found = dateReadings(text, zone);
  const readings = isOneDay(found) ? dateReadings(text, withoutDoubt(zone)) : found;
  const [first] = readings;
  if (!first) throw unreadable(text, 'in a format that cannot be read');
  if (readings.some(({ instant }) => instant !== first.instant)) {
    throw unreadable(text, 'that may mean more than one time');
  }
  const date = notEpoch(new Date(first.instant));
  return date && { date, precision: first.precision };
}

/** Whether all readings are the start of the same day, be it in several zones. */
function isOneDay(readings: readonly DateReading[]): boolean {
  return readings.every(
    ({ precision, wall }) =>
      precision === 'day' && wall !== undefined && wall === readings[0]?.wall,
  );
}

/** The zone as far as it is known, and else the likeliest one: a day is known although its first second is not. */
function withoutDoubt(zone: TimeZone): TimeZone {
  const { name, languages } = zone;
  return { name, offsetAt: (at) => zone.offsetAt(at), ...(languages && { languages }) };
}

function inUtc(instant: number, precision: DatePrecision): DateReading {
  return { instant, precision, wall: undefined, language: undefined };
}

/** Every reading of a date of a ticket form, as far as the caller's zone and language are known. */
export function dateReadings(text: string, zone: TimeZone): readonly DateReading[] {
  const exact = readUtc(text);
  if (exact !== undefined) return [inUtc(exact, 'second')];
  // Nearly every user of RT has its default format.
  const usual = readEnglish(text);
  if (usual) return inZone({ local: usual, precision: 'second' }, zone);
  const standard = readStandardDate(text);
  if (standard?.offset !== undefined) {
    const { local, offset, precision } = standard;
    return [inUtc(wallTime(local) - offset, precision)];
  }
  if (standard) return inZone(standard, zone);
  const readings = readLocalizedDate(text);
  const known = readings.filter(({ language }) => zone.languages?.may(language));
  return (known.length > 0 ? known : readings).flatMap((reading) =>
    inZone(reading, zone, reading.language),
  );
}

function inZone(
  { local, precision }: LocalReading,
  zone: TimeZone,
  language?: string,
): readonly DateReading[] {
  const instants = zone.instantsOf?.(local) ?? [toInstant(local, zone)];
  const wall = wallTime(local);
  return instants.map((instant) => ({ instant, precision, wall, language }));
}

function unreadable(text: string, what: string): RtBadReplyError {
  return new RtBadReplyError(
    `RT sent a date ${what}: "${text.slice(0, 60)}". In RT, choose a date format that prints the year in four digits, the time and the offset from UTC, such as W3CDTF, in this user's preferences or for all users in $DateTimeFormat.`,
  );
}

/** A date of a transaction or attachment: `2026-11-23 22:10:18`, always UTC. The epoch means not set. */
export function readUtcDate(text: string): Date | undefined {
  const local = readIso(text);
  if (!local) return undefined;
  return notEpoch(
    new Date(
      Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second),
    ),
  );
}

/** `2026-11-23 22:19:17` in the user's zone, as the new-ticket form prints its dates. */
export function readLocalIso(text: string, zone: TimeZone): Date | undefined {
  const local = readIso(text);
  return local && new Date(toInstant(local, zone));
}

/**
 * A date as RT must be told it: `YYYY-MM-DD HH:MM:SS` in the user's zone, the only spelling that RT reads
 * without losing the time or misreading an offset.
 *
 * RT takes the offset that is in force when the written time is UTC, not when it is local, so within hours of
 * a change of clocks it reads another instant than the local time's own; what is written allows for that. In
 * zones behind UTC no text at all names the hour that is so left out in autumn; it is written in local time.
 */
export function writeDate(date: Date, zone: TimeZone): string {
  const instant = Math.floor(date.getTime() / 1000) * 1000;
  const day = 86_400_000;
  const walls = [instant, instant - day, instant + day].map((at) => instant + zone.offsetAt(at));
  const wall = walls.find((text) => text - zone.offsetAt(text) === instant) ?? walls[0] ?? instant;
  return new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
}

/** Whether RT reads what `writeDate` writes as that very instant. */
export function canWriteDate(date: Date, zone: TimeZone): boolean {
  const instant = Math.floor(date.getTime() / 1000) * 1000;
  const wall = Date.parse(`${writeDate(date, zone).replace(' ', 'T')}Z`);
  return wall - zone.offsetAt(wall) === instant;
}

function notEpoch(date: Date): Date | undefined {
  return date.getTime() <= 0 ? undefined : date;
}

function readEnglish(text: string): LocalTime | undefined {
  const match = english.exec(text);
  if (!match) return undefined;
  const local = {
    year: Number(match[7]),
    month: monthNames.indexOf(match[2] ?? '') + 1,
    day: Number(match[3]),
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6]),
  };
  const weekday = weekdayOf(local);
  return weekday !== undefined && dayNames[weekday] === match[1] ? local : undefined;
}

function readIso(text: string): LocalTime | undefined {
  const match = iso.exec(text.trim());
  return (
    (match && {
      year: Number(match[1]),
      month: Number(match[2]),
      day: Number(match[3]),
      hour: Number(match[4] ?? 0),
      minute: Number(match[5] ?? 0),
      second: Number(match[6] ?? 0),
    }) ??
    undefined
  );
}
