import { builder } from '../builder.js';
import { connectionOf } from '../connection.js';
import type { Context } from '../context.js';
import { checkPageArgs, type Page, type PageArgs, pageOf } from '../page.js';
import { compileSearch, type TicketSearch } from './compile-filter.js';
import { type RtOrder, rtOrder, type TicketOrder } from './order.js';
import { Ticket } from './ticket.js';

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
    totalCount: 'How many tickets match. It costs nothing extra: RT returns every matching id.',
    load: ({ id }, wanted, { load }) => load.object.knownTicket(id, wanted),
  },
);

builder.objectFields(TicketConnection, (t) => ({
  compiledQuery: t.field({
    type: 'TicketSQL',
    description: 'The exact TicketSQL that was sent. Paste it into RT.',
    resolve: (page) => page.query,
  }),
  webUrl: t.field({
    type: 'URL',
    description: 'The same search in the RT web interface.',
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
): Promise<TicketPage> {
  const { load, limits } = context;
  checkPageArgs(args, limits.maxPageSize);
  const order = rtOrder(search.orderBy);
  const query = await compileSearch(search, context);
  const ids = await load.search.tickets(query, order.orderBy);
  const page = pageOf(
    ids.map((id) => ({ id })),
    args,
    {
      maxPageSize: limits.maxPageSize,
      scope: JSON.stringify([query, order.orderBy]),
      byId: order.byId,
    },
  );
  return { ...page, query, order };
}
