import type { Column } from '../../rt/column.js';
import { writeDate } from '../../rt/dates.js';
import { quoteTicketSql } from '../../rt/quoting.js';
import type { TimeZone } from '../../rt/time-zone.js';
import type { TicketObject } from './ticket.js';

/** What RT sorts tickets by, as text that a cursor can hold, and how TicketSQL finds the tickets of one key. */
export interface TicketKey {
  readonly column: Pick<Column<unknown>, 'key' | 'zoned'>;
  read(ticket: TicketObject): string;
  /** TicketSQL of the tickets with this key. Undefined where none finds just those. */
  equal(key: string, zone: TimeZone): string | undefined;
  /** TicketSQL of the tickets with a lower or a higher key. Undefined where RT's order is not known beforehand. */
  beyond(key: string, side: 'lower' | 'higher', zone: TimeZone): string | undefined;
}

const unknown = () => undefined;
/** Words that TicketSQL gives a meaning of their own. */
const isSpecial = (value: string) => /^__\w+__$/.test(value);

/** A name or text. How databases sort letters differs, so nothing is said of what is lower or higher. */
export function textKey(column: Column<string>): TicketKey {
  return {
    column,
    read: (ticket) => ticket.read(column),
    equal(key) {
      if (isSpecial(key)) return undefined;
      if (key !== '') return `${column.key} = ${quoteTicketSql(key)}`;
      // RT blanks the name of a hidden queue, by which no queue is found.
      return column.key === 'Subject' ? "Subject = '' OR Subject IS NULL" : undefined;
    },
    beyond: unknown,
  };
}

/** A whole number. */
export function numberKey(column: Column<number>): TicketKey {
  const isNumber = (key: string) => /^-?\d{1,10}$/.test(key);
  return {
    column,
    read: (ticket) => String(ticket.read(column)),
    equal: (key) => (isNumber(key) ? `${column.key} = ${key}` : undefined),
    beyond: (key, side) =>
      isNumber(key) ? `${column.key} ${side === 'lower' ? '<' : '>'} ${key}` : undefined,
  };
}

/** A date, to the second. An unset one has an empty key and comes before all others. */
export function dateKey(column: Column<Date | null>): TicketKey {
  const compare = (key: string, operator: '<' | '>', seconds: number, zone: TimeZone) => {
    const at = Date.parse(key) + seconds * 1000;
    if (Number.isNaN(at)) return undefined;
    return `${column.key} ${operator} ${quoteTicketSql(writeDate(new Date(at), zone))}`;
  };
  return {
    column,
    read: (ticket) => ticket.read(column)?.toISOString() ?? '',
    equal(key, zone) {
      if (key === '') return `${column.key} IS NULL`;
      const [from, to] = [compare(key, '>', -1, zone), compare(key, '<', 1, zone)];
      return from && to && `${from} AND ${to}`;
    },
    beyond(key, side, zone) {
      if (side === 'higher') {
        return key === '' ? `${column.key} IS NOT NULL` : compare(key, '>', 0, zone);
      }
      const lower = compare(key, '<', 0, zone);
      return lower && `${lower} OR ${column.key} IS NULL`;
    },
  };
}

/** A custom field. Of several values RT sorts by one, and does not tell which. */
export function customFieldKey(name: string): TicketKey {
  const column = { key: `CF.{${name}}`, zoned: false, read: (text: string) => text };
  const field = quoteTicketSql(column.key);
  return {
    column,
    read: (ticket) => ticket.read(column),
    equal(key) {
      if (key === '') return `${field} IS NULL`;
      return isSpecial(key) || /[\n,]/.test(key) ? undefined : `${field} = ${quoteTicketSql(key)}`;
    },
    beyond: unknown,
  };
}
