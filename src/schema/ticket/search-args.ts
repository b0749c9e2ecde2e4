import { builder } from '../builder.js';
import { TicketFilter } from './filter.js';
import { TicketOrder } from './order.js';

/** Arguments of a list of one person's tickets, beside those of its page. */
export const personSearchArgs = builder.args((t) => ({
  filter: t.field({ type: TicketFilter, description: 'ANDed with the role.' }),
  orderBy: t.field({ type: TicketOrder, description: 'By number when absent.' }),
}));
