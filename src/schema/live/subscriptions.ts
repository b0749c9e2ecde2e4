import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { HistoryItem } from '../history/history-item.js';
import { readIdOf } from '../object-id.js';
import { searchArgs } from '../ticket/search-args.js';
import { Ticket } from '../ticket/ticket.js';
import { wantedOf } from '../wanted.js';
import { liveSearch } from './live-search.js';
import { TicketChangedEvent } from './ticket-changes.js';

interface Activity {
  readonly ticket: number;
  readonly item: number;
}

const TicketActivityEvent = builder.objectRef<Activity>('TicketActivityEvent').implement({
  description: 'An event: a new history item of a ticket.',
  fields: (t) => ({
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description:
        'The ticket in its current state, which may be newer than the history item. Null if you may no longer see it.',
      resolve: ({ ticket }, _, { load }, info) =>
        orNull(load.object.ticket(ticket, wantedOf(info))),
    }),
    historyItem: t.field({
      type: HistoryItem,
      nullable: true,
      description: 'The new history item. Null if you may no longer see it.',
      resolve: ({ item }, _, { load }, info) =>
        orNull(load.object.transaction(item, wantedOf(info))),
    }),
  }),
});

async function* activityOf(ticket: number, items: AsyncIterable<number>): AsyncGenerator<Activity> {
  for await (const item of items) yield { ticket, item };
}

builder.subscriptionType({
  description:
    'Events as they happen. RT cannot push changes, so the server polls RT for them; the usual delay is `rtServer.pollIntervalSeconds`. Subscriptions of the same caller to the same search share one poll. To resume a subscription that ended, pass `after`.',
  fields: (t) => ({
    ticketActivity: t.field({
      type: TicketActivityEvent,
      nullable: true,
      description:
        'The new history items of one ticket, oldest first, each exactly once. Null only if an error occurred.',
      args: {
        ticketId: t.arg.id({
          required: true,
          description: 'The ID of the ticket: ticket/17 or 17.',
        }),
        after: t.arg.id({
          description:
            'The ID of the last history item received, to resume after it. If omitted, only new items are delivered.',
        }),
      },
      async subscribe(_, { ticketId, after }, context) {
        const ticket = readIdOf('ticket', ticketId);
        const last = after == null ? undefined : readIdOf('transaction', after);
        const items = await context.live.activity(ticket, last, context);
        return activityOf(ticket, items);
      },
      resolve: (activity) => activity,
    }),
    ticketsChanged: t.field({
      type: TicketChangedEvent,
      nullable: true,
      description:
        'The changes to tickets that match the search, including new tickets, each once. Null only if an error occurred.',
      args: {
        ...searchArgs,
        after: t.arg.string({
          description:
            'The cursor of the last event received, to resume after it. If omitted, only new changes are delivered. An empty string is rejected.',
        }),
      },
      async subscribe(_, { filter, query, after }, context) {
        const search = liveSearch({ filter, query });
        return context.live.watch(search, after ?? undefined, context);
      },
      resolve: (change) => change,
    }),
  }),
});
