import { RtBadReplyError } from './errors.js';
import { readLocalizedDate } from './localized-date.js';
import { type LocalTime, type TimeZone, toInstant } from './time-zone.js';

const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
const english = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/;

/**
 * A date of a ticket form: `Sun Mar 10 07:30:00 2024`, in the RT user's zone and language, or `Not set`.
 * Undefined when it is not set. Any text without a digit is some language's `Not set`.
 */
export function readTicketDate(text: string, zone: TimeZone): Date | undefined {
  // Nearly every user of RT has its default format.
  const usual = readEnglish(text);
  if (usual) return notEpoch(new Date(toInstant(usual, zone)));
  if (!/\d/.test(text)) return undefined;
  const exact = readExact(text);
  if (exact) return notEpoch(exact);
  const local = readIso(text) ?? readLocalizedDate(text);
  if (!local) throw new RtBadReplyError(`RT sent a date that cannot be read: ${text.slice(0, 60)}`);
  return notEpoch(new Date(toInstant(local, zone)));
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

function notEpoch(date: Date): Date | undefined {
  return date.getTime() <= 0 ? undefined : date;
}

/** The formats with an offset or in UTC that an RT user may choose in the preferences. */
function readExact(text: string): Date | undefined {
  const zoned =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(text) ||
    /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})$/.test(text);
  const compact = /^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/.exec(text);
  if (!zoned && !compact) return undefined;
  const [, year, month, hour, minute, second] = compact ?? [];
  const date = new Date(compact ? `${year}-${month}-${hour}:${minute}:${second}` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readEnglish(text: string): LocalTime | undefined {
  const match = english.exec(text);
  if (!match) return undefined;
  const month = monthNames.indexOf(match[1] ?? '') + 1;
  if (month === 0) return undefined;
  return {
    year: Number(match[6]),
    month,
    day: Number(match[2]),
    hour: Number(match[3]),
    minute: Number(match[4]),
    second: Number(match[5]),
  };
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
