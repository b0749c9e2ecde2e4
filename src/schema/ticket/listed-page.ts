import type { Wanted } from '../../rt/wanted.js';
import type { Context } from '../context.js';
import { type Cursor, givenCursor, readCursor, scopeOf, writeCursor } from '../cursor.js';
import { defaultSize, type Page, type PageArgs, PageItem, type PageOptions } from '../page.js';
import type { RtOrder } from './order.js';

interface Found {
  readonly id: number;
}

/** What a page is a stretch of. */
export interface ListedSearch {
  readonly query: string;
  readonly order: RtOrder;
  /** What the query selects of the page's tickets, and what they are sorted by. */
  readonly wanted: Wanted;
  /** The keys of some tickets, which cursors remember. */
  readonly keysOf: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Whether RT sorts matches apart that have the same empty key. */
  readonly sortsEmptyApart: () => Promise<boolean>;
}

/**
 * A page where RT lists pages itself: one request for the page, its total, and what is wanted of its tickets. Undefined
 * where RT does not, or where only the whole list tells which page is meant.
 */
export async function listedPage(
  search: ListedSearch,
  args: PageArgs,
  options: PageOptions,
  context: Context,
): Promise<Page<Found> | undefined> {
  // RT leaves out tickets when it sorts by a custom field.
  if (search.order.key?.customField !== undefined) return undefined;
  const size = args.last ?? args.first ?? Math.min(defaultSize, options.maxPageSize);
  const [after, before] = [givenCursor(args.after), givenCursor(args.before)];
  if (!(await context.load.search.listsStretches())) return undefined;
  if (size === 0 || (after !== undefined && before !== undefined)) return undefined;
  const isFromEnd = args.last != null;
  if (after === undefined && before === undefined) {
    return endPage(search, { size, isFromEnd }, options, context);
  }
  // From a cursor away from it; towards it, the whole list has to be known.
  if (isFromEnd !== (before !== undefined)) return undefined;
  const cursor = readCursor(after ?? before ?? '', scopeOf(options.scope));
  return options.byId === undefined
    ? placedPage(search, { size, isFromEnd, cursor }, options, context)
    : numberedPage(search, { size, isFromEnd, cursor }, options, context);
}

interface Ends {
  readonly size: number;
  readonly isFromEnd: boolean;
}

/** The first or the last page. */
async function endPage(
  search: ListedSearch,
  { size, isFromEnd }: Ends,
  options: PageOptions,
  { load }: Context,
): Promise<Page<Found> | undefined> {
  const { query, order, wanted } = search;
  const stretch = { query, orderBy: order.orderBy, reversed: isFromEnd, offset: 0, count: size };
  const listed = await load.search.stretch(stretch, load.object.listing(wanted));
  if (!listed) return undefined;
  const { total } = listed;
  const ids = isFromEnd ? listed.ids.toReversed() : listed.ids;
  const start = isFromEnd ? total - ids.length : 0;
  return pageAt(search, { ids, start, total, before: [] }, options);
}

/** A page by number from a ticket's number on, which no change of the list can shift. */
async function numberedPage(
  search: ListedSearch,
  { size, isFromEnd, cursor }: Ends & { readonly cursor: Cursor },
  options: PageOptions,
  { load }: Context,
): Promise<Page<Found> | undefined> {
  const own = cursor.anchors.at(-1) ?? 0;
  const isUpwards = (options.byId === 'ascending') !== isFromEnd;
  const query = `(${search.query}) AND id ${isUpwards ? '>' : '<'} ${own}`;
  const { orderBy } = search.order;
  const stretch = { query, orderBy, reversed: isFromEnd, offset: 0, count: size };
  const [listed, total] = await Promise.all([
    load.search.stretch(stretch, load.object.listing(search.wanted)),
    load.search.ticketCount(search.query),
  ]);
  if (!listed) return undefined;
  const ids = isFromEnd ? listed.ids.toReversed() : listed.ids;
  const start = isFromEnd ? listed.total - ids.length : total - listed.total;
  return pageAt(search, { ids, start, total, before: isFromEnd ? [] : cursor.anchors }, options);
}

/** A page behind or before a ticket that is where its cursor says, with the key that the cursor remembers. */
async function placedPage(
  search: ListedSearch,
  { size, isFromEnd, cursor }: Ends & { readonly cursor: Cursor },
  options: PageOptions,
  { load }: Context,
): Promise<Page<Found> | undefined> {
  const { query, order, wanted, keysOf } = search;
  const offset = isFromEnd ? Math.max(0, cursor.index - size) : cursor.index;
  const count = isFromEnd ? cursor.index - offset + 1 : size + 1;
  const stretch = { query, orderBy: order.orderBy, reversed: false, offset, count };
  const listed = await load.search.stretch(stretch, load.object.listing(wanted));
  const own = cursor.anchors.at(-1);
  const at = isFromEnd ? count - 1 : 0;
  if (!listed || own === undefined || listed.ids[at] !== own) return undefined;
  const key = (await keysOf([own])).get(own);
  if (cursor.key !== undefined && key !== cursor.key) return undefined;
  const ids = isFromEnd ? listed.ids.slice(0, at) : listed.ids.slice(1);
  const before = isFromEnd ? [] : cursor.anchors;
  const start = isFromEnd ? offset : cursor.index + 1;
  return pageAt(search, { ids, start, total: listed.total, before }, options);
}

interface Placed {
  readonly ids: readonly number[];
  /** Where the page starts in the whole list. */
  readonly start: number;
  readonly total: number;
  /** Tickets that are known to stand right before the page. */
  readonly before: readonly number[];
}

async function pageAt(
  search: ListedSearch,
  { ids, start, total, before }: Placed,
  options: PageOptions,
): Promise<Page<Found> | undefined> {
  const keys: ReadonlyMap<number, string> =
    search.order.key === undefined ? new Map() : await search.keysOf(ids);
  // Only the whole list has them by number.
  if ([...keys.values()].includes('') && (await search.sortsEmptyApart())) return undefined;
  const scope = scopeOf(options.scope);
  const items = ids.map((id) => ({ id }));
  // A cursor tells the ticket's place in the whole list, of which the neighbours are known.
  const neighbours = [...before.map((id) => ({ id })), ...items];
  return {
    items: items.map(
      (value, at) =>
        new PageItem(value, () =>
          writeCursor(scope, neighbours, before.length + at, {
            index: start + at,
            key: keys.get(value.id),
          }),
        ),
    ),
    totalCount: total,
    hasNextPage: start + ids.length < total,
    hasPreviousPage: start > 0,
  };
}
