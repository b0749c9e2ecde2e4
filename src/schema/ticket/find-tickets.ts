import { InvalidInputError, type RtError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { pageArgs, sizedByPage } from '../connection.js';
import { readIdOf } from '../object-id.js';
import { wantedOf } from '../wanted.js';
import { compileSearch } from './compile-filter.js';
import { TicketOrder } from './order.js';
import { searchArgs } from './search-args.js';
import { TicketConnection, ticketPage } from './search-page.js';
import { Ticket } from './ticket.js';

const TicketSearchCheck = builder
  .objectRef<{ readonly query: string; readonly message: string | null }>('TicketSearchCheck')
  .implement({
    description: 'The result of checking a ticket search without running it.',
    fields: (t) => ({
      query: t.field({
        type: 'TicketSQL',
        description: 'The TicketSQL that `filter` and `query` compile to.',
        resolve: (check) => check.query,
      }),
      valid: t.boolean({
        description: 'Whether RT can parse the search.',
        resolve: (check) => check.message === null,
      }),
      message: t.string({
        nullable: true,
        description: "RT's parse error, with its <--here marker. Null if the search is valid.",
        resolve: (check) => check.message,
      }),
    }),
  });

builder.queryFields((t) => ({
  ticket: t.field({
    type: Ticket,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One ticket. Null, with a NOT_FOUND error, if it does not exist or if you may not see it.',
    args: {
      id: t.arg.id({ required: true, description: 'The ID of the ticket: ticket/17 or 17.' }),
    },
    resolve: (_, { id }, { load }, info) =>
      load.object.ticket(readIdOf('ticket', id), wantedOf(info)),
  }),
  tickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description:
      'Searches tickets. A ticket must match both `filter` and `query`; without either, all tickets that you may see are returned.',
    args: {
      ...searchArgs,
      orderBy: t.arg({
        type: TicketOrder,
        defaultValue: { field: 'id', direction: 'ASC' },
        description:
          'The sort order. Tickets with equal values are sorted by number. Default: by number.',
      }),
      ...pageArgs,
    },
    resolve: (_, { filter, query, orderBy, ...args }, context, info) =>
      ticketPage({ filter, query, orderBy }, args, context, info),
  }),
  ticketCount: t.int({
    nullable: true,
    nullOnlyWithError: true,
    cost: 1,
    description: 'The number of tickets that match, without fetching them.',
    args: searchArgs,
    resolve: async (_, search, context) =>
      context.load.search.ticketCount(await compileSearch(search, context)),
  }),
  checkTicketSearch: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketSearchCheck,
    description:
      'Checks a ticket search without running it: returns its TicketSQL and whether RT can parse it.',
    args: searchArgs,
    async resolve(_, search, context) {
      let query = search.query ?? '';
      try {
        query = await compileSearch(search, context);
        await context.load.search.check(query);
        return { query, message: null };
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        return { query, message: messageOf(error) };
      }
    },
  }),
}));

function messageOf(error: RtError): string {
  return error.facts.rtMessage ?? error.message;
}
