import { InvalidInputError } from '../../rt/errors.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import { quoted } from '../../rt/quoted.js';
import { alone, type Condition, condition, everything, not } from '../../rt/ticket-sql.js';
import type { Context } from '../context.js';
import { parseDateTime } from '../scalars.js';
import { literal } from './conditions.js';
import type { CustomFieldInput } from './filter.js';
import { sharesValue } from './one-by-one-fields.js';

/**
 * A custom field as TicketSQL names it. Its name stands in quotes, so that it can hold anything but a line break.
 * RT knows one field of a name best. Where several have it, or none that is enabled, RT joins a ticket with all fields
 * of its queue: then a negation finds too many tickets, and `IS NULL` misses those of queues without the field.
 */
class Field {
  readonly sql: string;
  /**
   * The same field in another spelling, undefined for a name without letters. RT compares two conditions on several
   * fields of one name value by value, unless it takes the names for different ones.
   */
  readonly again: string | undefined;

  constructor(name: string) {
    if (/[\n\r]/.test(name) || name === '') {
      throw new InvalidInputError('The name of a custom field must be one line of text.');
    }
    const other = name.replace(/[a-z]/i, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    this.sql = quoteTicketSql(`CF.{${name}}`);
    this.again = other === name ? undefined : quoteTicketSql(`CF.{${other}}`);
  }

  /** No value at all. `NOT LIKE ''` is the same to RT, and finds the queues without the field that `IS NULL` misses. */
  static unset(field: string): string {
    return `${field} IS NULL OR ${field} NOT LIKE ''`;
  }

  /** A value that compares so. RT negates that for one field; an unset range it finds only when asked. */
  matches(operator: string, negation: string, value: string): Condition {
    const quoted = literal(value);
    const text = `${this.sql} ${operator} ${quoted}`;
    const isLikeIp = /^[\da-f.:/-]*[.:][\da-f.:/-]*$/i.test(value);
    const others = (field: string) => {
      const rest = `${field} ${negation} ${quoted} OR ${field} IS NULL`;
      // A range neither is nor is not what RT cannot read as an address; as a text it is less or greater.
      return isLikeIp ? `(${rest} OR ${field} < ${quoted} OR ${field} > ${quoted})` : `(${rest})`;
    };
    return this.#condition(text, others, !isLikeIp);
  }

  /** A value that is less or greater. Of several values RT compares each, so the opposite finds some tickets again. */
  compares(operator: string, opposite: string, value: string): Condition {
    const text = `${this.sql} ${operator} ${literal(value)}`;
    const others = (field: string) =>
      `(${field} ${opposite} ${literal(value)} OR ${Field.unset(field)})`;
    return this.#condition(text, others, false);
  }

  isSet(): Condition {
    return this.#condition(`${this.sql} IS NOT NULL`, (field) => `(${Field.unset(field)})`, true);
  }

  /**
   * `others` finds every ticket that does not fulfil the condition. What else it finds is left out by number: with
   * one search where RT can look at all values of a ticket at once, which it cannot for an order or for IP ranges.
   */
  #condition(text: string, others: (field: string) => string, atOnce: boolean): Condition {
    const rest = others(this.sql);
    const both =
      atOnce && this.again !== undefined ? [`${text} AND ${others(this.again)}`] : [text, rest];
    return condition(text, [`${rest} AND `, { except: both }]);
  }
}

/** A condition on a custom field. RT stores no empty values, so each holds the empty text and none equals it. */
function conditionOn(field: Field, match: CustomFieldInput['match']): Condition {
  const equal = (value: string) =>
    value === '' ? not(everything) : field.matches('=', '!=', value);
  const like = (operator: string, value: string) =>
    value === '' ? field.isSet() : field.matches(operator, `NOT ${operator}`, value);
  if (match.eq != null) return equal(match.eq);
  if (match.neq != null) return not(equal(match.neq));
  if (match.contains != null) return like('LIKE', match.contains);
  if (match.notContains != null) return not(like('LIKE', match.notContains));
  if (match.startsWith != null) return like('STARTSWITH', match.startsWith);
  if (match.endsWith != null) return like('ENDSWITH', match.endsWith);
  if (match.lt === '') return not(everything);
  if (match.lt != null) return field.compares('<', '>=', match.lt);
  if (match.gt === '') return field.isSet();
  if (match.gt != null) return field.compares('>', '<=', match.gt);
  return match.isSet === false ? not(field.isSet()) : field.isSet();
}

/** A value that is an instant rather than a text, as far as its spelling tells: as in RFC 3339, or as RT prints it. */
const isInstant = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;

const instantOperators = { eq: '=', neq: '=', lt: '<', gt: '>' } as const;

/** A condition on a custom field; `oneByOne` are fields whose conditions RT must not check against one value. */
export async function customField(
  input: CustomFieldInput,
  oneByOne: ReadonlySet<string>,
  context: Context,
): Promise<Condition> {
  const found = await typed(input, context);
  return oneByOne.has(input.name.toLowerCase()) && sharesValue(input.match) ? alone(found) : found;
}

/** For a value that is spelled like an instant RT is asked which type the field has. */
async function typed({ name, match }: CustomFieldInput, { load }: Context): Promise<Condition> {
  const field = new Field(name);
  const given = Object.entries(match).find(([, value]) => value != null);
  const [key, value] = given ?? [];
  if (key === undefined || typeof value !== 'string' || !isInstant.test(value)) {
    return conditionOn(field, match);
  }
  const named = await load.customFieldsNamed(name);
  const types = new Set(named.map(({ type }) => type.toLowerCase()));
  if (types.size === 0) {
    throw new InvalidInputError(
      `No queue that you may see has a custom field ${quoted(name)}, so it is unknown whether ${quoted(value)} is a timestamp or a text there.`,
    );
  }
  if (!types.has('datetime') && !types.has('date')) return conditionOn(field, match);
  if (types.size > 1) {
    throw new InvalidInputError(
      `Several custom fields are named ${quoted(name)}, with the types ${[...types].join(', ')}. RT does not read ${quoted(value)} in the same way for all of them.`,
    );
  }
  if (types.has('date')) {
    throw new InvalidInputError(`${quoted(name)} holds dates. Use a date such as 2026-11-23.`);
  }
  if (!(key === 'eq' || key === 'neq' || key === 'lt' || key === 'gt')) {
    throw new InvalidInputError(
      `${quoted(name)} holds dates with times. Compare it with eq, neq, lt or gt.`,
    );
  }
  const instant = parseDateTime(value);
  if (instant.getTime() < firstStored) return conditionOn(field, { [key]: '' });
  const operator = instantOperators[key];
  const text = await load.spellInstant(name, instant, { field: field.sql, operator });
  return conditionOn(field, { [key]: text });
}

/** RT stores no dates before; to RT such a bound would be a text. */
const firstStored = 86_400_000;
