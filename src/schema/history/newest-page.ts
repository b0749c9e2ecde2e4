import { transactionColumns as c } from '../../rt/columns/transaction.js';
import type { HistoryLine } from '../../rt/shown.js';
import { type Wanted, wantBoth } from '../../rt/wanted.js';
import { hasTotal } from '../connection.js';
import type { Context } from '../context.js';
import { scopeOf, writeCursor } from '../cursor.js';
import { defaultSize, type Page, type PageArgs, PageItem } from '../page.js';
import type { Under } from '../wanted.js';

/** What a history is a list of, for its cursors. */
export function scopeOfHistory(ticket: number, filter: unknown, orderBy: unknown): string {
  return JSON.stringify(['history', ticket, filter, orderBy]);
}

/** Whether the arguments ask for the newest items of a whole history. */
function isNewestPage(args: Readonly<Record<string, unknown>>): boolean {
  const { filter, orderBy, after, before, first, last } = args;
  if (filter != null || (after != null && after !== '') || (before != null && before !== '')) {
    return false;
  }
  return orderBy === 'DESC' ? last == null : last != null && first == null;
}

/** How the history that a query wants is read best: all of it with its sentences, all without them, or its newest items. */
export function wayOfHistory(
  args: Readonly<Record<string, unknown>>,
  under: Under,
): 'history' | 'bareHistory' | 'newestHistory' {
  if (args['filter'] != null || itemsUnder(under).keys.has(c.description.key)) return 'history';
  return isNewestPage(args) && !hasTotal(under()) ? 'newestHistory' : 'bareHistory';
}

/** What a query wants of a history's items. */
export function itemsUnder(under: Under): Wanted {
  return wantBoth(under('nodes'), under('edges', 'node'));
}

/** The newest items where RT lists them alone, without their sentences. Undefined where it does not. */
export async function newestPage(
  ticket: number,
  { orderBy, first, last }: PageArgs & { readonly orderBy: unknown },
  { load, limits }: Context,
  wanted: Wanted,
): Promise<Page<HistoryLine> | undefined> {
  const size = last ?? first ?? Math.min(defaultSize, limits.maxPageSize);
  if (size === 0 || !(await load.search.listsStretches())) return undefined;
  const columns = load.object.itemColumns(wanted);
  const ids = await load.newestHistory(ticket, size + 1, columns);
  if (!ids) return undefined;
  const newest = ids.slice(0, size).map((id): HistoryLine => ({ id, description: '' }));
  const items = orderBy === 'DESC' ? newest : newest.toReversed();
  const more = ids.length > size;
  const scope = scopeOf(scopeOfHistory(ticket, undefined, orderBy));
  return {
    items: items.map((value, at) => new PageItem(value, () => writeCursor(scope, items, at))),
    // It is not selected, or the whole history would have been read.
    totalCount: ids.length,
    hasNextPage: orderBy === 'DESC' && more,
    hasPreviousPage: orderBy !== 'DESC' && more,
  };
}
