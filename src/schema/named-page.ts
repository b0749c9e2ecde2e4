import type { NamedKind, NamedRef } from '../loaders/objects.js';
import { InvalidInputError } from '../rt/errors.js';
import type { NameCondition } from '../rt/operations/search.js';
import type { Context } from './context.js';
import { readIdOf } from './object-id.js';
import { checkPageArgs, type Page, type PageArgs, pageOf } from './page.js';
import type { TextFilter } from './ticket/filter.js';

/** What users, queues and groups can be filtered by: one column's text, or being disabled. */
export type NamedFilter = Readonly<
  Record<string, typeof TextFilter.$inferInput | boolean | null | undefined>
>;

const columns: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  emailAddress: 'EmailAddress',
  realName: 'RealName',
  organization: 'Organization',
};

/**
 * RT's one condition for a filter.
 * @throws InvalidInputError for more than one: RT would ignore all but the first
 */
export function nameCondition(filter: NamedFilter | null | undefined): NameCondition | undefined {
  for (const [key, value] of Object.entries(filter ?? {})) {
    if (value == null) continue;
    if (typeof value === 'boolean') {
      return { column: 'Disabled', operator: '=', value: value ? '1' : '0' };
    }
    return textCondition(columns[key] ?? key, value);
  }
  return undefined;
}

function textCondition(column: string, filter: typeof TextFilter.$inferInput): NameCondition {
  const conditions: NameCondition[] = [];
  const add = (operator: NameCondition['operator'], value: string | null | undefined) => {
    if (value == null) return;
    if (/[\n\r]/.test(value)) throw new InvalidInputError('A name is one line of text.');
    conditions.push({ column, operator, value });
  };
  add('=', filter.eq);
  add('!=', filter.neq);
  add('LIKE', filter.contains);
  add('NOT LIKE', filter.notContains);
  add('STARTSWITH', filter.startsWith);
  add('ENDSWITH', filter.endsWith);
  if (filter.isEmpty != null) add(filter.isEmpty ? '=' : '!=', '');
  const [first] = conditions;
  if (first === undefined || conditions.length > 1) {
    throw new InvalidInputError('RT takes exactly one condition in this search.');
  }
  return first;
}

/** One page of users, queues or groups. RT lists them by name. */
export async function namedPage(
  kind: NamedKind,
  filter: NamedFilter | null | undefined,
  order: { readonly field: 'ID' | 'NAME'; readonly direction: 'ASC' | 'DESC' } | null | undefined,
  args: PageArgs,
  { load, limits }: Context,
): Promise<Page<{ readonly id: number }>> {
  checkPageArgs(args, limits.maxPageSize);
  const ids = await load.search.named(kind, nameCondition(filter));
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
): NamedRef {
  const given = Object.entries(args).filter(([, value]) => value != null);
  if (given.length !== 1) {
    throw new InvalidInputError(`Give exactly one of ${Object.keys(args).join(', ')}.`);
  }
  if (args.id != null) return { id: readIdOf(kind, args.id) };
  if (args.emailAddress != null) return { emailAddress: args.emailAddress };
  const name = args.name ?? '';
  if (name === '' || /\p{Cc}/u.test(name) || name.length > 200) {
    throw new InvalidInputError('A name is one line of up to 200 characters.');
  }
  return { name };
}
