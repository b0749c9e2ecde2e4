import { readTicketDate, readUtcDate } from '../dates/dates.js';
import type { TimeZone } from '../dates/time-zone.js';
import { listMembers } from '../text-lists.js';

/** One field of an RT form, and how its text reads. The key goes to RT in `fields=`. */
export interface Column<T> {
  readonly key: string;
  /** True when the text can only be read with the caller's time zone. */
  readonly zoned: boolean;
  read(text: string, zone: TimeZone): T;
}

function column<T>(key: string, read: (text: string, zone: TimeZone) => T, zoned = false) {
  return { key, zoned, read } satisfies Column<T>;
}

/** Text as it stands; empty when RT has nothing. */
export function text(key: string): Column<string> {
  return column(key, (value) => value);
}

/** Text, or null where RT has nothing to say. */
export function optionalText(key: string): Column<string | null> {
  return column(key, (value) => (value === '' ? null : value));
}

/** A whole number. RT may store junk in number columns (`high`); that reads as 0. */
export function integer(key: string): Column<number> {
  return column(key, leadingInteger);
}

/** RT's yes and no: `1` and `0`. Null where the form does not say. */
export function flag(key: string): Column<boolean | null> {
  return column(key, (value) => (value === '' ? null : value === '1'));
}

/** A list of people or links, as RT joins and wraps it. */
export function list(key: string): Column<readonly string[]> {
  return column(key, listMembers);
}

/** A date in the caller's zone and language; null for `Not set`. */
export function zonedDate(key: string): Column<Date | null> {
  return column(key, (value, zone) => readTicketDate(value, zone) ?? null, true);
}

/** A date that RT prints in UTC; null when it is not set. */
export function utcDate(key: string): Column<Date | null> {
  return column(key, (value) => readUtcDate(value) ?? null);
}

/** The number that a text starts with: RT prints `15 minutes`, or whatever junk was stored. */
export function leadingInteger(value: string): number {
  const digits = /^-?\d+/.exec(value.trim())?.[0];
  if (digits === undefined) return 0;
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Number(digits)));
}
