import type { Column, OptionalTextColumn, TextColumn } from '../../rt/columns/column.js';
import type { TicketColumn } from '../../rt/columns/ticket.js';
import type { DatePrecision } from '../../rt/dates/date-pattern.js';
import {
  canWriteDate,
  type PrintedDate,
  readPrintedDate,
  writeDate,
} from '../../rt/dates/dates.js';
import { dayFrom, type Span } from '../../rt/dates/local-day.js';
import type { TimeZone } from '../../rt/dates/time-zone.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import type { TicketObject } from './ticket.js';

/** TicketSQL of tickets without a value. */
export interface Blank {
  /** Those in which RT keeps an empty value. */
  readonly emptied: string;
  /** All of them. */
  readonly all: string;
}

/** What RT sorts tickets by, as text that a cursor can hold, and how TicketSQL finds the tickets of one key. */
export interface TicketKey {
  readonly column: Pick<Column<unknown>, 'key' | 'zoned'>;
  /** The name of the custom field, if it is one. */
  readonly customField?: string;
  read(ticket: TicketObject): string;
  /** What RT can keep in two ways that print alike, as an empty value or as none. Databases sort the two apart. */
  readonly blank?: Blank;
  /** TicketSQL of the tickets with this key. Undefined where none finds just those. */
  equal(key: string, zone: TimeZone): string | undefined;
  /** TicketSQL of the tickets with a lower or a higher key. Undefined where RT's order is not known beforehand. */
  beyond(key: string, side: 'lower' | 'higher', zone: TimeZone): string | undefined;
}

const unknown = () => undefined;
/** Words that TicketSQL gives a meaning of their own. */
const isSpecial = (value: string) => /^__\w+__$/.test(value);

/** How tickets are sorted by a column. Undefined for what RT cannot sort by. */
export function sortKey(column: TicketColumn): TicketKey | undefined {
  switch (column.holds) {
    case 'text':
    case 'optionalText':
      return textKey(column, column.nullable === true);
    case 'integer':
      return numberKey(column);
    case 'date':
      return dateKey(column);
    default:
      return undefined;
  }
}

/** A name or text. How databases sort letters differs, so nothing is said of what is lower or higher. */
function textKey(column: TextColumn | OptionalTextColumn, isNullable: boolean): TicketKey {
  const emptied = `${column.key} = ''`;
  const blank = { emptied, all: `${emptied} OR ${column.key} IS NULL` };
  return {
    column,
    ...(isNullable && { blank }),
    read: (ticket) => ticket.read(column) ?? '',
    equal(key) {
      if (isSpecial(key)) return undefined;
      if (key !== '') return `${column.key} = ${quoteTicketSql(key)}`;
      // RT blanks the name of a hidden queue, by which no queue is found.
      return isNullable ? blank.all : undefined;
    },
    beyond: unknown,
  };
}

/** A whole number. */
function numberKey(column: Column<number>): TicketKey {
  const isNumber = (key: string) => /^-?\d{1,10}$/.test(key);
  return {
    column,
    read: (ticket) => String(ticket.read(column)),
    equal: (key) => (isNumber(key) ? `${column.key} = ${key}` : undefined),
    beyond: (key, side) =>
      isNumber(key) ? `${column.key} ${side === 'lower' ? '<' : '>'} ${key}` : undefined,
  };
}

const units: Readonly<Record<DatePrecision, number>> = {
  second: 1000,
  minute: 60_000,
  day: 86_400_000,
};

/**
 * A date as far as the site's `$DateTimeFormat` prints it: tickets of one minute or day share a key where seconds or
 * times are off. An unset one has an empty key and comes before all others.
 */
export function dateKey({ key }: Column<Date | null>): TicketKey {
  const column: Column<PrintedDate | undefined> = {
    key,
    zoned: true,
    read: (text, zone) => readPrintedDate(text, zone),
  };
  /** Undefined for an instant that no text names which RT reads. */
  const bound = (operator: string, at: number, zone: TimeZone) => {
    const date = new Date(at);
    if (!canWriteDate(date, zone)) return undefined;
    return `${key} ${operator} ${quoteTicketSql(writeDate(date, zone))}`;
  };
  const spanOf = (text: string, zone: TimeZone): Span | undefined => {
    const [instant = '', precision = ''] = text.split(' ');
    const start = Date.parse(instant);
    const unit = Object.entries(units).find(([name]) => name === precision)?.[1];
    if (Number.isNaN(start) || unit === undefined) return undefined;
    return unit === units.day ? dayFrom(start, zone) : { start, end: start + unit };
  };
  const blank = {
    // RT's instant 0, on a day of the caller's zone.
    emptied: `${key} = '1970-01-01' OR ${key} = '1969-12-31'`,
    all: `${key} IS NULL`,
  };
  return {
    column,
    blank,
    read(ticket) {
      const printed = ticket.read(column);
      return printed ? `${printed.date.toISOString()} ${printed.precision}` : '';
    },
    equal(text, zone) {
      if (text === '') return blank.all;
      const span = spanOf(text, zone);
      const from = span && bound('>', span.start - 1000, zone);
      const to = span && bound('<', span.end, zone);
      return from && to && `${from} AND ${to}`;
    },
    beyond(text, side, zone) {
      if (text === '') return side === 'higher' ? `${key} IS NOT NULL` : undefined;
      const span = spanOf(text, zone);
      if (side === 'higher') return span && bound('>=', span.end, zone);
      const before = span && bound('<', span.start, zone);
      return before && `${before} OR ${key} IS NULL`;
    },
  };
}

/** A custom field. Of several values RT sorts by one, and does not tell which. */
export function customFieldKey(name: string): TicketKey {
  const column = { key: `CF.{${name}}`, zoned: false, read: (text: string) => text };
  const field = quoteTicketSql(column.key);
  return {
    column,
    customField: name,
    read: (ticket) => ticket.read(column),
    equal(key) {
      // A value that was emptied may stay behind.
      if (key === '') return `${field} IS NULL OR ${field} = ''`;
      return isSpecial(key) || /[\n,]/.test(key) ? undefined : `${field} = ${quoteTicketSql(key)}`;
    },
    beyond: unknown,
  };
}
