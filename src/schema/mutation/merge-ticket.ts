import { readIdOf } from '../object-id.js';
import { mutation, payloadName } from './frame.js';
import { ticketPayload } from './payload.js';

mutation('mergeTicket', {
  description:
    'Merges a ticket into another one (RT: merge). This cannot be undone. The number of the merged ticket then leads to the other ticket.',
  inputDescription: 'The two tickets to merge.',
  payload: ticketPayload(
    payloadName('mergeTicket'),
    'The ticket that remains. Null if it does not exist, or if you may not see it.',
  ),
  fields: (t) => ({
    id: t.id({
      required: true,
      description:
        'The ID of the ticket to merge into the other one. Its number then leads to that ticket.',
    }),
    intoId: t.id({ required: true, description: 'The ID of the ticket that remains.' }),
  }),
  tickets: ({ id, intoId }) => [readIdOf('ticket', id), readIdOf('ticket', intoId)],
  run: (_, { rt }, [id = 0, into = 0]) => rt.merge(id, into),
});
