import { writeDate } from '../../rt/dates.js';
import { InvalidInputError } from '../../rt/errors.js';
import type { LinkKey } from '../../rt/links.js';
import { quoteTicketSql } from '../../rt/quoting.js';
import { all, any, type Condition, condition } from '../../rt/ticket-sql.js';
import type { TimeZone } from '../../rt/time-zone.js';
import { readIdOf } from '../object-id.js';
import type {
  ContentFilter,
  CustomFieldInput,
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
      `${value} has a meaning of its own in TicketSQL; use query for it.`,
    );
  }
  return quoteTicketSql(value);
}

const equal = (field: string, value: string) =>
  condition(`${field} = ${value}`, `${field} != ${value}`);
const compare = (field: string, operator: string, opposite: string, value: string) =>
  condition(`${field} ${operator} ${value}`, `${field} ${opposite} ${value}`);
const flip = ({ text, negated }: Condition) => condition(negated, text);
/** An empty `in` matches nothing, an empty `notIn` everything. */
const none = condition('id = 0', 'id > 0');

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
  if (filter.eq != null) result.push(equal(field, literal(filter.eq)));
  if (filter.neq != null) result.push(flip(equal(field, literal(filter.neq))));
  if (filter.in) result.push(any(filter.in.map((name) => equal(field, literal(name)))) ?? none);
  if (filter.notIn) {
    result.push(flip(any(filter.notIn.map((name) => equal(field, literal(name)))) ?? none));
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

const like = (field: string, value: string) => compare(field, 'LIKE', 'NOT LIKE', literal(value));

/** Conditions on a text. */
export function texts(field: string, filter: typeof TextFilter.$inferInput): Condition[] {
  const result: Condition[] = [];
  if (filter.eq != null) result.push(equal(field, literal(filter.eq)));
  if (filter.neq != null) result.push(flip(equal(field, literal(filter.neq))));
  if (filter.contains != null) result.push(like(field, filter.contains));
  if (filter.notContains != null) result.push(flip(like(field, filter.notContains)));
  if (filter.startsWith != null) {
    result.push(compare(field, 'STARTSWITH', 'NOT STARTSWITH', literal(filter.startsWith)));
  }
  if (filter.endsWith != null) {
    result.push(compare(field, 'ENDSWITH', 'NOT ENDSWITH', literal(filter.endsWith)));
  }
  if (filter.isEmpty != null) {
    const empty = equal(field, "''");
    result.push(filter.isEmpty ? empty : flip(empty));
  }
  return result;
}

/** Conditions on message bodies. */
export function content(filter: typeof ContentFilter.$inferInput): Condition[] {
  const result: Condition[] = [];
  if (filter.contains != null) result.push(like('Content', filter.contains));
  if (filter.notContains != null) result.push(flip(like('Content', filter.notContains)));
  return result;
}

/** Conditions on a date. RT keeps an unset date as 1970, which is before everything, so it is left out by name. */
export function dates(
  field: string,
  filter: typeof DateTimeFilter.$inferInput,
  zone: TimeZone,
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
  if (filter.on != null) {
    const day = quoteTicketSql(filter.on);
    result.push(
      condition(
        `${field} = ${day}`,
        `${field} < ${day} OR ${field} IS NULL OR ${field} > ${quoteTicketSql(`${filter.on} 23:59:59`)}`,
      ),
    );
  }
  if (filter.isSet != null) result.push(filter.isSet ? set : flip(set));
  return result;
}

/** How TicketSQL names the six link types. */
const linkFields: Record<LinkKey, string> = {
  DependsOn: 'DependsOn',
  DependedOnBy: 'DependedOnBy',
  RefersTo: 'RefersTo',
  ReferredToBy: 'ReferredToBy',
  Members: 'HasMember',
  MemberOf: 'MemberOf',
};

/** A condition on links. */
export function links(filter: typeof LinkFilter.$inferInput): Condition {
  const field = linkFields[filter.type];
  const exists =
    filter.ticket == null
      ? condition(`${field} IS NOT NULL`, `${field} IS NULL`)
      : equal(field, String(readIdOf('ticket', filter.ticket)));
  return filter.exists === false ? flip(exists) : exists;
}

/** A condition on a custom field. Its name stands in quotes, so that it can hold anything but a line break. */
export function customField({ name, match }: CustomFieldInput): Condition {
  if (/[\n\r]/.test(name) || name === '') {
    throw new InvalidInputError('A custom field name is one line of text.');
  }
  const field = quoteTicketSql(`CF.{${name}}`);
  if (match.eq != null) return equal(field, literal(match.eq));
  if (match.neq != null) return flip(equal(field, literal(match.neq)));
  if (match.contains != null) return like(field, match.contains);
  if (match.notContains != null) return flip(like(field, match.notContains));
  if (match.startsWith != null) {
    return compare(field, 'STARTSWITH', 'NOT STARTSWITH', literal(match.startsWith));
  }
  if (match.endsWith != null) {
    return compare(field, 'ENDSWITH', 'NOT ENDSWITH', literal(match.endsWith));
  }
  if (match.lt != null) return compare(field, '<', '>=', literal(match.lt));
  if (match.gt != null) return compare(field, '>', '<=', literal(match.gt));
  const set = condition(`${field} IS NOT NULL`, `${field} IS NULL`);
  return match.isSet === false ? flip(set) : set;
}
