import { searchFields } from '../../rt/columns/ticket.js';
import { writeDate } from '../../rt/dates/dates.js';
import type { Span } from '../../rt/dates/local-day.js';
import type { TimeZone } from '../../rt/dates/time-zone.js';
import { InvalidInputError } from '../../rt/errors.js';
import { linkKinds } from '../../rt/links.js';
import { readName } from '../../rt/name-ref.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import { quoted } from '../../rt/quoted.js';
import { all, any, type Condition, condition, everything, not } from '../../rt/ticket-sql.js';
import { readIdOf } from '../object-id.js';
import type {
  ContentFilter,
  DateTimeFilter,
  IntFilter,
  LinkFilter,
  NameFilter,
  StatusFilter,
  TextFilter,
} from './filter.js';

/** A value that a caller gave. RT gives some words a meaning of their own, which no value may borrow. */
export function literal(value: string): string {
  if (/^__\w+__$/.test(value)) {
    throw new InvalidInputError(
      `${quoted(value)} has a special meaning in TicketSQL. To use it, write the condition in query.`,
    );
  }
  return quoteTicketSql(value);
}

/** Columns that RT leaves NULL where a ticket has no value: a mail without a subject, a ticket without a level. */
const nullable: ReadonlySet<string> = new Set(
  searchFields.filter((field) => field.nullable).map(({ key }) => key),
);

/** Fields of a ticket's messages and files, of which a ticket has many. */
const ofMessages: ReadonlySet<string> = new Set([
  'Content',
  ...searchFields.filter(({ many }) => many).map(({ key }) => key),
]);

/**
 * `field operator value` and its complement. NULL fits no comparison of RT's, so an unset value is added to whichever
 * of the two it belongs to; and of several values one that does not match says nothing about the others, so tickets
 * with a value that matches are left out by number.
 */
function compare(field: string, operator: string, opposite: string, value: string): Condition {
  const text = `${field} ${operator} ${value}`;
  if (ofMessages.has(field)) return condition(text, [{ except: [text] }]);
  const negated = `${field} ${opposite} ${value}`;
  return condition(text, nullable.has(field) ? `${negated} OR ${field} IS NULL` : negated);
}

/** Equality of values that are not text: a number, or a reference. */
const equal = (field: string, value: string) => compare(field, '=', '!=', value);

/** Equality of a text. An unset one is empty to whoever reads the ticket. */
const same = (field: string, value: string) => {
  if (value === '') return empty(field);
  return equal(field, field === 'Queue' ? queueValue(value) : literal(value));
};

function queueValue(value: string): string {
  const [queue] = readName('queue', value);
  return 'id' in queue ? String(queue.id) : literal(value);
}

function empty(field: string): Condition {
  if (ofMessages.has(field)) return flip(compare(field, '!=', '=', "''"));
  if (!nullable.has(field)) return equal(field, "''");
  return condition(`${field} = '' OR ${field} IS NULL`, `${field} != ''`);
}

/** A pattern. Every text holds the empty one, an unset text too. */
const pattern = (field: string, operator: string, value: string) =>
  value === '' && nullable.has(field)
    ? everything
    : compare(field, operator, `NOT ${operator}`, literal(value));
const like = (field: string, value: string) => pattern(field, 'LIKE', value);

const flip = not;
/** An empty `in` matches nothing, an empty `notIn` everything. */
const none = not(everything);

/** Conditions on a number column. */
export function numbers(field: string, filter: typeof IntFilter.$inferInput): Condition[] {
  const result: Condition[] = [];
  if (filter.eq != null) result.push(equal(field, String(filter.eq)));
  if (filter.neq != null) result.push(flip(equal(field, String(filter.neq))));
  if (filter.in) result.push(any(filter.in.map((n) => equal(field, String(n)))) ?? none);
  if (filter.notIn) {
    result.push(flip(any(filter.notIn.map((n) => equal(field, String(n)))) ?? none));
  }
  if (filter.lt != null) result.push(compare(field, '<', '>=', String(filter.lt)));
  if (filter.lte != null) result.push(compare(field, '<=', '>', String(filter.lte)));
  if (filter.gt != null) result.push(compare(field, '>', '<=', String(filter.gt)));
  if (filter.gte != null) result.push(compare(field, '>=', '<', String(filter.gte)));
  return result;
}

/** Conditions on a name. */
export function names(
  field: string,
  filter: typeof NameFilter.$inferInput | typeof StatusFilter.$inferInput,
): Condition[] {
  const result: Condition[] = [];
  if (filter.eq != null) result.push(same(field, filter.eq));
  if (filter.neq != null) result.push(flip(same(field, filter.neq)));
  if (filter.in) result.push(any(filter.in.map((name) => same(field, name))) ?? none);
  if (filter.notIn) {
    result.push(flip(any(filter.notIn.map((name) => same(field, name))) ?? none));
  }
  if ('contains' in filter && filter.contains != null) result.push(like(field, filter.contains));
  if ('notContains' in filter && filter.notContains != null) {
    result.push(flip(like(field, filter.notContains)));
  }
  if ('active' in filter && filter.active != null) {
    const active = condition("Status = '__Active__'", "Status = '__Inactive__'");
    result.push(filter.active ? active : flip(active));
  }
  return result;
}

/** Conditions on a text. */
export function texts(field: string, filter: typeof TextFilter.$inferInput): Condition[] {
  const result: Condition[] = [];
  if (filter.eq != null) result.push(same(field, filter.eq));
  if (filter.neq != null) result.push(flip(same(field, filter.neq)));
  if (filter.contains != null) result.push(like(field, filter.contains));
  if (filter.notContains != null) result.push(flip(like(field, filter.notContains)));
  if (filter.startsWith != null) result.push(pattern(field, 'STARTSWITH', filter.startsWith));
  if (filter.endsWith != null) result.push(pattern(field, 'ENDSWITH', filter.endsWith));
  if (filter.isEmpty != null) result.push(filter.isEmpty ? empty(field) : flip(empty(field)));
  return result;
}

/** Conditions on message bodies. */
export function content(filter: typeof ContentFilter.$inferInput): Condition[] {
  const result: Condition[] = [];
  if (filter.contains != null) result.push(like('Content', filter.contains));
  if (filter.notContains != null) result.push(flip(like('Content', filter.notContains)));
  return result;
}

/**
 * Conditions on a date. RT keeps an unset date as 1970, which is before everything, so it is left out by name.
 * @param odd the day of `on`, where it is not one of 24 hours
 */
export function dates(
  field: string,
  filter: typeof DateTimeFilter.$inferInput,
  zone: TimeZone,
  odd: Span | undefined,
): Condition[] {
  const result: Condition[] = [];
  const set = condition(`${field} IS NOT NULL`, `${field} IS NULL`);
  const instant = (date: Date) => quoteTicketSql(writeDate(date, zone));
  if (filter.before != null) {
    const before = compare(field, '<', '>=', instant(filter.before));
    result.push(all([before, set]) ?? before);
  }
  if (filter.after != null) {
    const after = compare(field, '>', '<=', instant(filter.after));
    result.push(all([after, set]) ?? after);
  }
  if (filter.on != null) result.push(onDay(field, filter.on, odd && inTexts(odd, instant)));
  if (filter.isSet != null) result.push(filter.isSet ? set : flip(set));
  return result;
}

/** What RT is told of a day: its first instant and that of the next day. */
type DayTexts = readonly [start: string, end: string];

function inTexts({ start, end }: Span, spell: (date: Date) => string): DayTexts {
  return [spell(new Date(start)), spell(new Date(end))];
}

/** A date on a day, which to RT is 24 hours long: where clocks change on it, its bounds are named. */
function onDay(field: string, date: string, odd: DayTexts | undefined): Condition {
  // RT keeps an unset date as the start of 1970, and no other date of that day.
  if (date < '1970-01-02') return none;
  const day = quoteTicketSql(date);
  const [start, next] = odd ?? [day, undefined];
  const later = next === undefined ? `> ${quoteTicketSql(`${date} 23:59:59`)}` : `>= ${next}`;
  return condition(
    next === undefined ? `${field} = ${day}` : `${field} >= ${start} AND ${field} < ${next}`,
    `${field} < ${start} OR ${field} IS NULL OR ${field} ${later}`,
  );
}

/** A condition on links. */
export function links(filter: typeof LinkFilter.$inferInput): Condition {
  const field = linkKinds[filter.type].relation;
  const exists =
    filter.ticket == null
      ? condition(`${field} IS NOT NULL`, `${field} IS NULL`)
      : equal(field, String(readIdOf('ticket', filter.ticket)));
  return filter.exists === false ? flip(exists) : exists;
}
