import type { GraphQLResolveInfo } from 'graphql';
import { ticketColumns } from '../../rt/columns/ticket.js';
import { RtError } from '../../rt/errors.js';
import { checkSize } from '../../rt/ticket-sql.js';
import { type Wanted, wantBoth, wantColumns } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import { connectionOf, wantsItems, wantsTotal } from '../connection.js';
import type { Context } from '../context.js';
import {
  checkCursors,
  checkPageArgs,
  type Page,
  type PageArgs,
  type PageOptions,
  pageOf,
  pageOfStretch,
  stretchOf,
} from '../page.js';
import { type SortKeys, tiedPage } from '../tied-page.js';
import { wantedUnder } from '../wanted.js';
import { refuseAmbiguousField } from './ambiguous-field.js';
import { compileSearch, type TicketSearch } from './compile-filter.js';
import { TicketFilter } from './filter.js';
import { listedPage } from './listed-page.js';
import { type RtOrder, rtOrder, TicketOrder } from './order.js';
import type { Blank, TicketKey } from './sort-key.js';
import { Ticket, type TicketObject } from './ticket.js';

/** Arguments of a list of one person's tickets, beside those of its page. */
export const personSearchArgs = builder.args((t) => ({
  filter: t.field({
    type: TicketFilter,
    description: 'Further conditions. Only tickets of this list that meet them are returned.',
  }),
  orderBy: t.field({ type: TicketOrder, description: 'The sort order. Default: by number.' }),
}));

interface Found {
  readonly id: number;
}

/** A page of a search, and the search itself. */
interface TicketPage extends Page<Found> {
  readonly query: string;
  readonly order: RtOrder;
}

/** A page of tickets. */
export const TicketConnection = connectionOf<Found, typeof Ticket.$inferType, TicketPage>(
  'Ticket',
  Ticket,
  {
    what: 'ticket',
    totalCount:
      'The number of tickets that match. On RT 5 it needs no extra request. On RT 4.4 with more than 16,383 tickets, pages sorted by number are faster without it.',
    load: ({ id }, wanted, { load }) => load.object.knownTicket(id, wanted),
  },
);

builder.objectFields(TicketConnection, (t) => ({
  compiledQuery: t.field({
    type: 'TicketSQL',
    description: "The TicketSQL that was sent to RT. You can paste it into RT's query builder.",
    resolve: (page) => page.query,
  }),
  webUrl: t.field({
    type: 'URI',
    description: "The URL of the same search in RT's web interface.",
    resolve(page, _, { load }) {
      const params = new URLSearchParams({
        Query: page.query,
        OrderBy: page.order.orderBy.slice(1),
        Order: page.order.orderBy.startsWith('-') ? 'DESC' : 'ASC',
      });
      return `${load.webUrl}/Search/Results.html?${params}`;
    },
  }),
}));

/** Searches and takes one page of the ids. The page's tickets are loaded by what the query selects of them. */
export async function ticketPage(
  search: TicketSearch & { readonly orderBy?: typeof TicketOrder.$inferInput | null | undefined },
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<TicketPage> {
  const { load, limits } = context;
  checkPageArgs(args, limits.maxPageSize);
  const order = rtOrder(search.orderBy);
  const query = await compileSearch(search, context);
  const options: PageOptions = {
    maxPageSize: limits.maxPageSize,
    scope: JSON.stringify([query, order.orderBy]),
    byId: order.byId,
  };
  if (!wantsItems(info) && wantsTotal(info) && order.key?.customField === undefined) {
    checkCursors(args, options);
    return { ...noItems, totalCount: await load.search.ticketCount(query), query, order };
  }
  const wanted = pageWants(order, info);
  if (wantsItems(info)) {
    const keysOf = async (ids: readonly number[]) =>
      order.key
        ? (await keysAmong(order.key, ids, wanted, context)).keys
        : new Map<number, string>();
    const sortsEmptyApart = async () =>
      order.key?.blank !== undefined && (await sortsApart(order.key.blank, query, context));
    const ordered = { query, order, wanted, keysOf, sortsEmptyApart };
    const listed = await listedPage(ordered, args, options, context);
    if (listed) return { ...listed, query, order };
  }
  if (order.byId && !wantsTotal(info) && (await load.search.isLarge())) {
    return { ...(await stretchPage(query, args, options, context)), query, order };
  }
  const ids = await load.search.tickets(query, order.orderBy);
  if (order.key === undefined || !wantsItems(info)) {
    return { ...pageOf(found(ids), args, options), query, order };
  }
  const keys = sortKeys(query, { ...order, key: order.key }, wanted, context);
  return { ...(await tiedPage(ids, args, options, keys)), query, order };
}

/** A page of which only the total is wanted. */
const noItems = { items: [], hasNextPage: false, hasPreviousPage: false } as const;

/** What a query wants of a page's tickets, and what they are sorted by. */
function pageWants({ key }: RtOrder, info: GraphQLResolveInfo): Wanted {
  const selected = wantBoth(wantedUnder(info, 'nodes'), wantedUnder(info, 'edges', 'node'));
  if (key === undefined) return selected;
  const queue = key.customField === undefined ? [] : [ticketColumns.queue];
  return wantBoth(wantColumns(key.column, ...queue), selected);
}

/** The keys of tickets, and the tickets themselves as far as they can be read. */
async function keysAmong(
  key: TicketKey,
  ids: readonly number[],
  wanted: Wanted,
  { load }: Context,
): Promise<{
  readonly keys: ReadonlyMap<number, string>;
  readonly tickets: readonly TicketObject[];
}> {
  const shown = await Promise.allSettled(ids.map((id) => load.object.knownTicket(id, wanted)));
  const tickets = shown.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const keys = new Map<number, string>();
  shown.forEach((ticket, at) => {
    const text = ticket.status === 'fulfilled' ? readable(key, ticket.value) : undefined;
    if (text !== undefined) keys.set(ids[at] ?? 0, text);
  });
  return { keys, tickets };
}

/** Whether some matches have an empty value of what they are sorted by, and others none. */
async function sortsApart(
  { emptied, all }: Blank,
  query: string,
  { load }: Context,
): Promise<boolean> {
  const count = (condition: string) =>
    load.search.ticketCount(checkSize(`(${query}) AND (${condition})`));
  const [some, every] = await Promise.all([count(emptied), count(all)]);
  return some > 0 && some < every;
}

/** How a search is sorted, asked of RT together with what the query wants of the page's tickets. */
function sortKeys(
  query: string,
  { orderBy, key }: RtOrder & { readonly key: TicketKey },
  wanted: Wanted,
  context: Context,
): SortKeys {
  const { load } = context;
  const search = async (condition: string | undefined) =>
    condition === undefined
      ? undefined
      : load.search.tickets(checkSize(`(${query}) AND (${condition})`), orderBy);
  const zone = async () => (await load.identity()).zone;
  const earlier = orderBy.startsWith('-') ? 'higher' : 'lower';
  return {
    async of(ids) {
      const { keys, tickets } = await keysAmong(key, ids, wanted, context);
      if (key.customField !== undefined) {
        await refuseAmbiguousField(key.customField, tickets, context);
      }
      return keys;
    },
    equal: async (value) => search(key.equal(value, await zone())),
    before: async (value) => search(key.beyond(value, earlier, await zone())),
  };
}

/** A page by number among very many tickets: only the numbers around the page are searched. */
async function stretchPage(
  query: string,
  args: PageArgs,
  options: PageOptions,
  { load }: Context,
): Promise<Page<Found>> {
  const stretch = stretchOf(args, options);
  const ascending = options.byId === 'ascending';
  const [above, below] = ascending
    ? [stretch.afterId, stretch.beforeId]
    : [stretch.beforeId, stretch.afterId];
  const { ids, cut } = await load.search.ticketsWithin(
    query,
    { above: above ?? 0, below },
    // One more than the page tells whether there is a next one.
    { downwards: ascending === stretch.fromEnd, enough: stretch.size + 1 },
  );
  const page = cut ? ids.slice(0, stretch.size) : ids;
  return pageOfStretch(found(stretch.fromEnd ? page.toReversed() : page), stretch, options, {
    more: cut,
    totalCount: () => load.search.ticketCount(query),
  });
}

/** A ticket's key, unless it is a date that cannot be read: the field itself then tells so. */
function readable(key: TicketKey, ticket: TicketObject): string | undefined {
  try {
    return key.read(ticket);
  } catch (error) {
    if (error instanceof RtError) return undefined;
    throw error;
  }
}

function found(ids: readonly number[]): readonly Found[] {
  return ids.map((id) => ({ id }));
}
