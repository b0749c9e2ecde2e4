import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import type { TicketChange, TicketChangePage } from '../live-tickets.js';
import { checkPageArgs, defaultSize } from '../page.js';
import { searchArgs } from '../ticket/search-args.js';
import { Ticket } from '../ticket/ticket.js';
import { wantedOf } from '../wanted.js';
import { liveSearch } from './live-search.js';

const TicketChangeKind = builder.enumType('TicketChangeKind', {
  description: 'The kind of change to a ticket.',
  values: {
    CREATED: { description: 'The ticket was created.' },
    UPDATED: {
      description:
        'The ticket was changed and matches the search. Each history item is one event, except records of sent email and the watcher item that RT 5 adds to a change of owner.',
    },
    LEFT: {
      description:
        'The ticket no longer matches the search, or you may no longer see it. `ticket` is null. After a resume, the event can also report a ticket that never matched.',
    },
  } as const,
});

export const TicketChangedEvent = builder.objectRef<TicketChange>('TicketChangedEvent').implement({
  description: 'An event: one change to a ticket.',
  fields: (t) => ({
    kind: t.field({
      type: TicketChangeKind,
      description: 'The kind of change.',
      resolve: ({ kind }) => kind,
    }),
    ticketId: t.id({
      description: 'The ID of the ticket, e.g. ticket/17. Also set if `kind` is LEFT.',
      resolve: ({ ticket }) => `ticket/${ticket}`,
    }),
    number: t.int({
      description: 'The number of the ticket. Also set if `kind` is LEFT.',
      resolve: ({ ticket }) => ticket,
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description:
        'The ticket in its current state, which may be newer than this change. Null if `kind` is LEFT, or if you may no longer see the ticket.',
      resolve: ({ kind, ticket }, _, { load }, info) =>
        kind === 'LEFT' ? null : orNull(load.object.ticket(ticket, wantedOf(info))),
    }),
    cursor: t.string({
      description:
        'The cursor of this event. Pass it as `after` to resume. Two events can have the same cursor, so do not drop events by it.',
      resolve: ({ cursor }) => cursor(),
    }),
  }),
});

const TicketChangeFeed = builder.objectRef<TicketChangePage>('TicketChangeFeed').implement({
  description: 'A list of changes to tickets, oldest first.',
  fields: (t) => ({
    events: t.field({
      type: [TicketChangedEvent],
      description: 'The changes, each once. Changes to the same ticket are in order.',
      resolve: ({ events }) => events,
    }),
    endCursor: t.string({
      description:
        'The cursor to pass as `after` in the next request. Set even if there are no events.',
      resolve: ({ endCursor }) => endCursor,
    }),
    hasMore: t.boolean({
      description: 'Whether more changes are already available.',
      resolve: ({ hasMore }) => hasMore,
    }),
  }),
});

builder.queryField('ticketChanges', (t) =>
  t.field({
    type: TicketChangeFeed,
    nullable: true,
    nullOnlyWithError: true,
    listSize: {
      assumedSize: defaultSize,
      slicingArguments: ['first'],
      sizedFields: ['events'],
      requireOneSlicingArgument: false,
    },
    description:
      'The changes that the subscription `ticketsChanged` delivers, for clients that poll. Without `after`, returns no events and a cursor for the current time.',
    args: {
      ...searchArgs,
      after: t.arg.string({
        description:
          'Return only changes after this cursor: the cursor of an event, or the `endCursor` of an earlier response. An empty string is rejected.',
      }),
      first: t.arg.int({ description: 'The maximum number of events to return.' }),
    },
    async resolve(_, { filter, query, after, first }, context) {
      const { limits, live } = context;
      checkPageArgs({ first }, limits.maxPageSize);
      const size = first ?? Math.min(defaultSize, limits.maxPageSize);
      const search = liveSearch({ filter, query });
      return live.changes(search, { after: after ?? undefined, first: size }, context);
    },
  }),
);
