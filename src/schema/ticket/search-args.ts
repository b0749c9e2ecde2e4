import { builder } from '../builder.js';
import { TicketFilter } from './filter.js';

/** What says which tickets are meant. */
export const searchArgs = builder.args((t) => ({
  filter: t.field({
    type: TicketFilter,
    description:
      'The tickets to find, as typed conditions. The server compiles them to TicketSQL and escapes every value.',
  }),
  query: t.field({
    type: 'TicketSQL',
    description:
      'The tickets to find, in TicketSQL. If `filter` is given too, a ticket must match both; the query cannot override the filter.',
  }),
}));
