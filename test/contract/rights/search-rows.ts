import type { ReadRow } from './read-row.js';
import { objectVerdict, refusalOf, searchVerdict } from './rights-in-rt.js';

/** Searches for tickets and the new-ticket form. */
export const searchRows: readonly ReadRow[] = [
  ...(['tickets', 'ticketCount'] as const).map(
    (field): ReadRow => ({
      field: `Query.${field}`,
      of: 'both tickets',
      query:
        field === 'tickets'
          ? 'query ($q: TicketSQL) { tickets(query: $q) { totalCount nodes { number } } }'
          : 'query ($q: TicketSQL) { ticketCount(query: $q) }',
      variables: ({ mark }) => ({ q: `Subject = '${mark}'` }),
      ours: (data) => data[field],
      rts: (rt, { mark }) =>
        searchVerdict(rt, 'ticket', `Subject = '${mark}'`, (ids) =>
          field === 'tickets'
            ? { totalCount: ids.length, nodes: ids.map((number) => ({ number })) }
            : ids.length,
        ),
    }),
  ),
  {
    field: 'Query.checkTicketSearch',
    of: 'a search for a hidden ticket',
    query: 'query ($q: TicketSQL) { checkTicketSearch(query: $q) { valid } }',
    variables: ({ hidden }) => ({ q: `id = ${hidden.ticket}` }),
    ours: ({ checkTicketSearch }) => checkTicketSearch.valid,
    async rts(rt, { hidden }) {
      const said = await rt.ask('search/ticket', { query: `id = ${hidden.ticket}`, format: 'i' });
      return refusalOf(said) ?? { shows: said.code === 200 };
    },
  },
  {
    // What a feed goes on to tell each caller is in live.test.ts.
    field: 'Query.ticketChanges',
    of: 'changes from now on',
    query: 'query ($q: TicketSQL) { ticketChanges(query: $q) { events { kind } hasMore } }',
    variables: ({ mark }) => ({ q: `Subject = '${mark}'` }),
    ours: ({ ticketChanges }) => ticketChanges,
    rts: (rt, { mark }) =>
      searchVerdict(rt, 'ticket', `Subject = '${mark}'`, () => ({ events: [], hasMore: false })),
  },
  {
    field: 'Query.newTicketDefaults',
    of: 'the new-ticket form',
    query: '{ newTicketDefaults { requestor { name } status } }',
    ours: ({ newTicketDefaults }) => newTicketDefaults,
    rts: async (rt) =>
      objectVerdict(await rt.ask('ticket/new'), 'Requestor', (fields) => ({
        requestor: { name: fields.get('Requestor') },
        status: fields.get('Status'),
      })),
  },
  {
    field: 'NewTicketDefaults.queue',
    of: 'the new-ticket form',
    query: '{ newTicketDefaults { queue { name } } }',
    ours: ({ newTicketDefaults }) => newTicketDefaults.queue?.name,
    // RT leaves it blank for a caller who sees no queue.
    rts: async (rt) =>
      objectVerdict(await rt.ask('ticket/new'), 'Queue', (fields) => fields.get('Queue')),
  },
];
