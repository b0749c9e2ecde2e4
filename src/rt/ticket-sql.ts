import { fixedLimits } from '../limits.js';
import { InvalidInputError, TooCostlyError } from './errors.js';

/**
 * Tickets that a condition has to leave out and that only a search of their own can name: those that fulfil all of
 * these conditions. RT's own negations miss the complement where a ticket has several values (watchers, attachments).
 */
export interface Except {
  readonly except: readonly string[];
}

/** A condition that has to be searched for alone, and whether the tickets that it finds are named or left out. */
export interface Alone {
  readonly alone: TicketSql;
  readonly negated: boolean;
}

/** TicketSQL, with gaps for the tickets that are named or left out by number. */
export type TicketSql = readonly (string | Except | Alone)[];

/** A condition of TicketSQL, and its opposite: TicketSQL has no NOT. Each ticket fulfils exactly one of the two. */
export interface Condition {
  readonly text: TicketSql;
  readonly negated: TicketSql;
}

/** A condition from its two spellings. */
export function condition(text: string | TicketSql, negated: string | TicketSql): Condition {
  return { text: pieces(text), negated: pieces(negated) };
}

function pieces(text: string | TicketSql): TicketSql {
  return typeof text === 'string' ? [text] : text;
}

/**
 * A condition in a search of its own. In one search RT looks for one value of a custom field that fulfils all
 * conditions on it, though each may be fulfilled by another value.
 */
export function alone({ text }: Condition): Condition {
  return condition([{ alone: text, negated: false }], [{ alone: text, negated: true }]);
}

/** All of them. Undefined for none. */
export function all(conditions: readonly Condition[]): Condition | undefined {
  return join(conditions, 'AND', 'OR');
}

/** Any of them. Undefined for none. */
export function any(conditions: readonly Condition[]): Condition | undefined {
  return join(conditions, 'OR', 'AND');
}

/** The opposite. */
export function not({ text, negated }: Condition): Condition {
  return { text: negated, negated: text };
}

/** Every ticket, and none. */
export const everything: Condition = condition('id > 0', 'id = 0');

function join(
  conditions: readonly Condition[],
  operator: string,
  opposite: string,
): Condition | undefined {
  const [first, ...others] = conditions;
  if (first === undefined || others.length === 0) return first;
  return {
    text: joined(
      conditions.map(({ text }) => text),
      operator,
    ),
    negated: joined(
      conditions.map(({ negated }) => negated),
      opposite,
    ),
  };
}

function joined(texts: readonly TicketSql[], operator: string): TicketSql {
  return texts.flatMap((text, at) => [at === 0 ? '(' : ` ${operator} (`, ...text, ')']);
}

/**
 * The TicketSQL to send. `search` lists the tickets of one search.
 * @throws TooCostlyError when more tickets have to be left out than RT can be told
 */
export async function resolveSql(
  sql: TicketSql,
  search: (query: string) => Promise<readonly number[]>,
): Promise<string> {
  const texts = await Promise.all(
    sql.map(async (piece) => {
      if (typeof piece === 'string') return piece;
      if ('alone' in piece) {
        const found = await search(await resolveSql(piece.alone, search));
        return piece.negated ? withoutTickets(found) : onlyTickets(found);
      }
      const [first = [], ...others] = await Promise.all(piece.except.map(search));
      const rest = others.map((ids) => new Set(ids));
      return withoutTickets(first.filter((id) => rest.every((ids) => ids.has(id))));
    }),
  );
  return texts.join('');
}

function withoutTickets(ids: readonly number[]): string {
  check('tickets that a negated condition leaves out', fixedLimits.maxNumbersInQuery, ids.length);
  if (ids.length === 0) return everything.text.join('');
  return ids.map((id) => `id != ${id}`).join(' AND ');
}

function onlyTickets(ids: readonly number[]): string {
  check(
    'tickets that a condition on several values finds',
    fixedLimits.maxNumbersInQuery,
    ids.length,
  );
  if (ids.length === 0) return everything.negated.join('');
  return `(${ids.map((id) => `id = ${id}`).join(' OR ')})`;
}

/**
 * Checks that a search is not more than RT reads in reasonable time: its parser takes minutes for what is sent in a
 * second, and goes on when nobody waits any more.
 * @throws TooCostlyError
 */
export function checkSize(query: string): string {
  check('letters of a search', fixedLimits.maxQueryCharacters, query.length);
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < query.length; at++) {
    const char = query[at];
    if (char === "'" || char === '"') at = endOfString(query, at, char) - 1;
    else if (char === '(') deepest = Math.max(deepest, ++depth);
    else if (char === ')') depth--;
  }
  check('depth of a search', fixedLimits.maxQueryDepth, deepest);
  return query;
}

const messages = {
  'letters of a search': (asked: number, max: number) =>
    `The search has ${asked} characters. The maximum is ${max}.`,
  'depth of a search': (asked: number, max: number) =>
    `The parentheses of the search are nested ${asked} levels deep. The maximum is ${max}.`,
  'tickets that a negated condition leaves out': (asked: number, max: number) =>
    `A negated condition leaves out ${asked} tickets. The maximum is ${max}.`,
  'tickets that a condition on several values finds': (asked: number, max: number) =>
    `A condition on several values finds ${asked} tickets. The maximum is ${max}.`,
};

function check(name: keyof typeof messages, allowed: number, asked: number): void {
  if (asked <= allowed) return;
  throw new TooCostlyError(messages[name](asked, allowed), { limit: { name, allowed, asked } });
}

/**
 * Checks that a query of the caller's own cannot break out of the parentheses that it is put in: quotes end
 * and parentheses balance, by the rules of RT's own tokenizer. RT judges the rest.
 */
export function checkTicketSql(query: string): string {
  let depth = 0;
  let at = 0;
  while (at < query.length) {
    const char = query[at];
    if (char === "'" || char === '"') {
      at = endOfString(query, at, char);
      continue;
    }
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) throw unbalanced('a parenthesis closes that was never opened');
    at++;
  }
  if (depth > 0) throw unbalanced('a parenthesis is never closed');
  return query;
}

function endOfString(query: string, start: number, quote: string): number {
  for (let at = start + 1; at < query.length; at++) {
    if (query[at] === '\\') at++;
    else if (query[at] === quote) return at + 1;
  }
  throw unbalanced('a quoted text never ends');
}

function unbalanced(what: string): InvalidInputError {
  return new InvalidInputError(`The search is not valid TicketSQL: ${what}.`);
}
