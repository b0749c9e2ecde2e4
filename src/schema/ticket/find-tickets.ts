import { InvalidInputError, type RtError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { pageArgs, sizedByPage } from '../connection.js';
import { readIdOf } from '../object-id.js';
import { wantedOf } from '../wanted.js';
import { compileSearch } from './compile-filter.js';
import { TicketFilter } from './filter.js';
import { TicketOrder } from './order.js';
import { TicketConnection, ticketPage } from './search-page.js';
import { Ticket } from './ticket.js';

const TicketSearchCheck = builder
  .objectRef<{ readonly query: string; readonly message: string | null }>('TicketSearchCheck')
  .implement({
    description: 'What a search means to RT, without running it.',
    fields: (t) => ({
      query: t.field({
        type: 'TicketSQL',
        description: 'The TicketSQL that the filter and the query compile to.',
        resolve: (check) => check.query,
      }),
      valid: t.boolean({
        description: 'Whether RT can read it.',
        resolve: (check) => check.message === null,
      }),
      message: t.string({
        nullable: true,
        description: "RT's own parse error, with its <--here marker. Null when it is valid.",
        resolve: (check) => check.message,
      }),
    }),
  });

const searchArgs = builder.args((t) => ({
  filter: t.field({
    type: TicketFilter,
    description: 'Typed filter, compiled to TicketSQL with every value escaped.',
  }),
  query: t.field({
    type: 'TicketSQL',
    description:
      'Raw TicketSQL. It is ANDed with the filter and cannot break out of its parentheses.',
  }),
}));

builder.queryFields((t) => ({
  ticket: t.field({
    type: Ticket,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One ticket. Null plus an error with code NOT_FOUND when it does not exist or is not visible.',
    args: { id: t.arg.id({ required: true, description: 'ticket/17 or 17.' }) },
    resolve: (_, { id }, { load }, info) =>
      load.object.ticket(readIdOf('ticket', id), wantedOf(info)),
  }),
  tickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description:
      'Search tickets. `filter` and `query` are ANDed. Both absent: every visible ticket. `totalCount` costs nothing extra.',
    args: {
      ...searchArgs,
      orderBy: t.arg({
        type: TicketOrder,
        defaultValue: { field: 'id', direction: 'ASC' },
        description: 'RT sorts by one key. Ties break by id.',
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
    description: 'Number of tickets matching, without loading any.',
    args: searchArgs,
    resolve: async (_, search, context) =>
      context.load.search.ticketCount(await compileSearch(search, context)),
  }),
  checkTicketSearch: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketSearchCheck,
    description: 'What a search would send to RT, and whether RT can parse it. Fetches no ticket.',
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
