import { fixedLimits } from '../limits.js';
import { namedColumnsWith } from '../rt/columns/named.js';
import { InvalidInputError } from '../rt/errors.js';
import { type NameReadings, readName } from '../rt/name-ref.js';
import type { NameCondition, NamedKind } from '../rt/named-kind.js';
import type { Context } from './context.js';
import { readIdOf } from './object-id.js';
import { checkPageArgs, type Page, type PageArgs, pageOf } from './page.js';
import type { TextFilter } from './ticket/filter.js';

/** What users, queues and groups can be filtered by: one column's text, or being disabled. */
export type NamedFilter = Readonly<
  Record<string, typeof TextFilter.$inferInput | boolean | null | undefined>
>;

/** RT's one condition for a filter, or all that do not fulfil it. */
interface NamedSearch {
  readonly condition: NameCondition | undefined;
  readonly complement: boolean;
}

/**
 * RT's one condition for a filter. RT keeps an unset text as NULL, which fits none of its comparisons, so what a text
 * is not is found as the rest of all.
 * @throws InvalidInputError for more than one: RT would ignore all but the first
 */
export function namedSearch(kind: NamedKind, filter: NamedFilter | null | undefined): NamedSearch {
  const columns = new Map(namedColumnsWith(kind, 'filter'));
  for (const [key, value] of Object.entries(filter ?? {})) {
    if (value == null) continue;
    if (typeof value === 'boolean') {
      const condition = { column: 'Disabled', operator: '=', value: value ? '1' : '0' } as const;
      return { condition, complement: false };
    }
    return textSearch(columns.get(key)?.key ?? key, value);
  }
  return { condition: undefined, complement: false };
}

function textSearch(column: string, filter: typeof TextFilter.$inferInput): NamedSearch {
  const searches: NamedSearch[] = [];
  const add = (
    operator: NameCondition['operator'],
    value: string | null | undefined,
    complement = false,
  ) => {
    if (value == null) return;
    if (/[\n\r]/.test(value)) throw new InvalidInputError('A name must be one line of text.');
    // An unset text is empty, and holds the empty text.
    if (value !== '') searches.push({ condition: { column, operator, value }, complement });
    else if (operator === '=') addEmpty(!complement);
    else searches.push({ condition: complement ? nobody : all, complement: false });
  };
  const addEmpty = (empty: boolean) =>
    searches.push({ condition: { column, operator: '!=', value: '' }, complement: empty });
  add('=', filter.eq);
  add('=', filter.neq, true);
  add('LIKE', filter.contains);
  add('LIKE', filter.notContains, true);
  add('STARTSWITH', filter.startsWith);
  add('ENDSWITH', filter.endsWith);
  if (filter.isEmpty != null) addEmpty(filter.isEmpty);
  const [first] = searches;
  if (first === undefined || searches.length > 1) {
    throw new InvalidInputError('RT accepts exactly one condition in this search.');
  }
  return first;
}

/** All that are enabled, and none of them. */
const all: NameCondition = { column: 'Disabled', operator: '=', value: '0' };
const nobody: NameCondition = { column: 'id', operator: '=', value: '0' };

async function find(kind: NamedKind, filter: NamedFilter | null | undefined, { load }: Context) {
  const { condition, complement } = namedSearch(kind, filter);
  if (!complement) return load.search.named(kind, condition);
  const [everything, found] = await Promise.all([
    load.search.named(kind, all),
    load.search.named(kind, condition),
  ]);
  const without = new Set(found);
  return everything.filter((id) => !without.has(id));
}

/** One page of users, queues or groups. RT lists them by name. */
export async function namedPage(
  kind: NamedKind,
  filter: NamedFilter | null | undefined,
  order: { readonly field: 'ID' | 'NAME'; readonly direction: 'ASC' | 'DESC' } | null | undefined,
  args: PageArgs,
  context: Context,
): Promise<Page<{ readonly id: number }>> {
  const { limits } = context;
  checkPageArgs(args, limits.maxPageSize);
  const ids = await find(kind, filter, context);
  const byId = order?.field === 'ID';
  const sorted = byId ? ids.toSorted((a, b) => a - b) : ids;
  const descending = order?.direction === 'DESC';
  return pageOf(
    (descending ? sorted.toReversed() : sorted).map((id) => ({ id })),
    args,
    {
      maxPageSize: limits.maxPageSize,
      scope: JSON.stringify([kind, filter, order]),
      byId: byId ? (descending ? 'descending' : 'ascending') : undefined,
    },
  );
}

/** The one way a lookup names its object. */
export function readRef(
  kind: NamedKind,
  args: {
    readonly id?: string | null | undefined;
    readonly name?: string | null | undefined;
    readonly emailAddress?: string | null | undefined;
  },
): NameReadings {
  const given = Object.entries(args).filter(([, value]) => value != null);
  if (given.length !== 1) {
    throw new InvalidInputError(`Set exactly one of ${Object.keys(args).join(', ')}.`);
  }
  if (args.id != null) return [{ id: readIdOf(kind, args.id) }];
  if (args.emailAddress != null) return [{ emailAddress: args.emailAddress }];
  return readName(kind, checkName(args.name ?? ''));
}

/** A name that an object of RT's can have. @throws InvalidInputError */
export function checkName(name: string): string {
  if (name === '' || /\p{Cc}/u.test(name) || name.length > fixedLimits.maxNameCharacters) {
    throw new InvalidInputError(
      `A name must be one line of up to ${fixedLimits.maxNameCharacters} characters.`,
    );
  }
  return name;
}
