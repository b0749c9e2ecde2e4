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

/** A column of one of the common kinds, which tells what it holds. */
export interface KindOfColumn<T, Holds extends string> extends Column<T> {
  readonly holds: Holds;
}

export type TextColumn = KindOfColumn<string, 'text'>;
export type OptionalTextColumn = KindOfColumn<string | null, 'optionalText'>;
export type AddressColumn = KindOfColumn<string | null, 'address'>;
export type IntegerColumn = KindOfColumn<number, 'integer'>;
export type FlagColumn = KindOfColumn<boolean | null, 'flag'>;
export type ListColumn = KindOfColumn<readonly string[], 'list'>;
export type DateColumn = KindOfColumn<Date | null, 'date'>;

/** Any column of the common kinds. */
export type CommonColumn =
  | TextColumn
  | OptionalTextColumn
  | AddressColumn
  | IntegerColumn
  | FlagColumn
  | ListColumn
  | DateColumn;

/** Text as it stands; empty when RT has nothing. */
export function text(key: string): TextColumn {
  return { key, holds: 'text', zoned: false, read: (value) => value };
}

/** Text, or null where RT has nothing to say. */
export function optionalText(key: string): OptionalTextColumn {
  return { key, holds: 'optionalText', zoned: false, read: orNothing };
}

/** An email address, or null where RT has none to show. */
export function address(key: string): AddressColumn {
  return { key, holds: 'address', zoned: false, read: orNothing };
}

/** A whole number. RT may store junk in number columns (`high`); that reads as 0. */
export function integer(key: string): IntegerColumn {
  return { key, holds: 'integer', zoned: false, read: leadingInteger };
}

/** RT's yes and no: `1` and `0`. Null where the form does not say. */
export function flag(key: string): FlagColumn {
  return {
    key,
    holds: 'flag',
    zoned: false,
    read: (value) => (value === '' ? null : value === '1'),
  };
}

/** A list of people or links, as RT joins and wraps it. */
export function list(key: string): ListColumn {
  return { key, holds: 'list', zoned: false, read: listMembers };
}

/** A date in the caller's zone and language; null for `Not set`. */
export function zonedDate(key: string): DateColumn {
  const read = (value: string, zone: TimeZone) => readTicketDate(value, zone) ?? null;
  return { key, holds: 'date', zoned: true, read };
}

/** A date that RT prints in UTC; null when it is not set. */
export function utcDate(key: string): DateColumn {
  return { key, holds: 'date', zoned: false, read: (value) => readUtcDate(value) ?? null };
}

function orNothing(value: string): string | null {
  return value === '' ? null : value;
}

/** The number that a text starts with: RT prints `15 minutes`, or whatever junk was stored. */
export function leadingInteger(value: string): number {
  const digits = /^-?\d+/.exec(value.trim())?.[0];
  if (digits === undefined) return 0;
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Number(digits)));
}
