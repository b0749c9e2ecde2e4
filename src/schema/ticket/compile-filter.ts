import { searchFields } from '../../rt/columns/ticket.js';
import { orNull } from '../../rt/or-null.js';
import {
  all,
  any,
  type Condition,
  checkSize,
  checkTicketSql,
  condition,
  everything,
  not,
  resolveSql,
} from '../../rt/ticket-sql.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { content, dates, links, names, numbers, texts } from './conditions.js';
import { customField } from './custom-field-condition.js';
import type { FilterKind, FilterOf, TicketFilterInput } from './filter.js';
import { oneByOneFields } from './one-by-one-fields.js';
import { person } from './person-condition.js';

/** The fields of a kind that the filter has, by TicketSQL's names. */
function given<F extends FilterKind>(
  filter: TicketFilterInput,
  kind: F,
): readonly (readonly [key: string, value: FilterOf[F]])[] {
  const values = new Map<string, unknown>(Object.entries(filter));
  return searchFields.flatMap((field) => {
    // The filter's type is made of the same table.
    const value = values.get(field.name) as FilterOf[F] | null | undefined;
    return field.filter !== kind || value == null ? [] : [[field.key, value] as const];
  });
}

/** Conditions on columns that hold numbers, names and texts. */
function onColumns(filter: TicketFilterInput): readonly Condition[] {
  return [
    ...given(filter, 'number').flatMap(([field, value]) => numbers(field, value)),
    ...given(filter, 'name').flatMap(([field, value]) => names(field, value)),
    ...given(filter, 'status').flatMap(([field, value]) => names(field, value)),
    ...given(filter, 'text').flatMap(([field, value]) => texts(field, value)),
  ];
}

async function onDates(
  filter: TicketFilterInput,
  { load }: Context,
): Promise<readonly Condition[]> {
  // RT reads dates in the caller's zone; only a filter with dates needs to know it.
  const conditions = given(filter, 'date').map(async ([field, value]) => {
    const bounds = [value.before, value.after].filter((bound) => bound != null);
    const [odd] = await Promise.all([
      value.on == null ? undefined : load.oddDay(field, value.on),
      ...bounds.map((bound) => load.zoneForBound(field, bound)),
    ]);
    return dates(field, value, (await load.identity()).zone, odd);
  });
  return (await Promise.all(conditions)).flat();
}

/** Conditions on what a ticket has beside its columns. */
function onOthers(filter: TicketFilterInput): readonly Condition[] {
  const list: Condition[] = [];
  if (filter.content) list.push(...content(filter.content));
  if (filter.bookmarked != null) {
    const bookmarked = condition("id = '__Bookmarked__'", "id != '__Bookmarked__'");
    list.push(filter.bookmarked ? bookmarked : not(bookmarked));
  }
  return list;
}

/** A condition on links. A merge moves the links of a ticket to the one that remains, so that one is looked for. */
async function onLinks(
  { linkedTo }: TicketFilterInput,
  { load }: Context,
): Promise<readonly Condition[]> {
  if (linkedTo == null) return [];
  if (linkedTo.ticket == null) return [links(linkedTo)];
  const number = readIdOf('ticket', linkedTo.ticket);
  const remaining = await orNull(load.object.ticket(number));
  return [links({ ...linkedTo, ticket: String(remaining?.id ?? number) })];
}

/** A filter as TicketSQL. All that RT has to be asked for is asked for at once. */
async function compile(
  filter: TicketFilterInput,
  oneByOne: ReadonlySet<string>,
  context: Context,
): Promise<Condition> {
  const nested = (parts: readonly TicketFilterInput[] | null | undefined) =>
    Promise.all((parts ?? []).map((part) => compile(part, oneByOne, context)));
  const columns = onColumns(filter);
  const others = onOthers(filter);
  const [linked, fields, people, days, and, or, negated] = await Promise.all([
    onLinks(filter, context),
    Promise.all((filter.customFields ?? []).map((field) => customField(field, oneByOne, context))),
    Promise.all(given(filter, 'person').map(([field, value]) => person(field, value, context))),
    onDates(filter, context),
    nested(filter.and),
    nested(filter.or),
    nested(filter.not ? [filter.not] : []),
  ]);
  const either = filter.or ? [any(or) ?? not(everything)] : [];
  const list = [
    ...columns,
    ...linked,
    ...fields,
    ...people,
    ...days,
    ...others,
    ...and,
    ...either,
    ...negated.map(not),
  ];
  return all(list) ?? everything;
}

/** In a search of links RT leaves out its own condition that finds no approvals and reminders. */
function searchesLinks(filter: TicketFilterInput): boolean {
  const nested = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return filter.linkedTo != null || nested.some(searchesLinks);
}

/** What a caller searches for: a typed filter, TicketSQL of their own, and what the field itself adds. */
export interface TicketSearch {
  readonly filter?: TicketFilterInput | null | undefined;
  readonly query?: string | null | undefined;
  /** A condition that the field brings along, e.g. its queue. */
  readonly scope?: string;
}

/**
 * The TicketSQL that is sent: everything ANDed, the caller's own query in parentheses that it cannot leave.
 * @throws InvalidInputError for values and queries that RT must not see, TooCostlyError for what it would read too long
 */
export async function compileSearch(search: TicketSearch, context: Context): Promise<string> {
  const parts = [search.scope];
  if (search.filter) {
    const oneByOne = await oneByOneFields(search.filter, context);
    const { text } = await compile(search.filter, oneByOne, context);
    parts.push(await resolveSql(text, (query) => context.load.search.tickets(query)));
    if (searchesLinks(search.filter)) parts.push("Type = 'ticket'");
  }
  if (search.query != null && search.query.trim() !== '') {
    parts.push(checkTicketSql(search.query.trim()));
  }
  const given = parts.filter((part) => part !== undefined);
  const [first] = given;
  if (first === undefined) return 'id > 0';
  return checkSize(given.length === 1 ? first : given.map((part) => `(${part})`).join(' AND '));
}
