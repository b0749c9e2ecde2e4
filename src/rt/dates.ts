import { RtBadReplyError } from './errors.js';
import { readLocalizedDate } from './localized-date.js';
import { type LocalTime, type TimeZone, toInstant, toLocal } from './time-zone.js';

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
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * A date of a ticket form: `Sun Mar 10 07:30:00 2024`, in the RT user's zone and language, or `Not set`.
 * Undefined when it is not set. Any text without a digit is some language's `Not set`.
 */
export function readTicketDate(text: string, zone: TimeZone): Date | undefined {
  if (!/\d/.test(text)) return undefined;
  const local = readEnglish(text) ?? readIso(text) ?? readLocalizedDate(text);
  if (!local) throw new RtBadReplyError(`RT sent a date that cannot be read: ${text.slice(0, 60)}`);
  const offset = iso.exec(text)?.[7];
  if (offset) return new Date(text.replace(' ', 'T'));
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
 */
export function writeDate(date: Date, zone: TimeZone): string {
  const local = toLocal(date.getTime(), zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${String(local.year).padStart(4, '0')}-${two(local.month)}-${two(local.day)}`;
  return `${day} ${two(local.hour)}:${two(local.minute)}:${two(local.second)}`;
}

function notEpoch(date: Date): Date | undefined {
  return date.getTime() <= 0 ? undefined : date;
}

function readEnglish(text: string): LocalTime | undefined {
  const match = english.exec(text);
  const month = monthNames.indexOf(match?.[1] ?? '') + 1;
  if (!match || month === 0) return undefined;
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
