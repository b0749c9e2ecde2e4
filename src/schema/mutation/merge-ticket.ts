import { readIdOf } from '../object-id.js';
import { mutation, payloadName } from './frame.js';
import { ticketPayload } from './payload.js';

mutation('mergeTicket', {
  description:
    "Merges a ticket into another one, irreversibly (RT: merge). The ticket's number then leads to the other ticket.",
  inputDescription: 'Two tickets to merge.',
  payload: ticketPayload(
    payloadName('mergeTicket'),
    'The ticket that remains. Null if it does not exist, or you may not see it.',
  ),
  fields: (t) => ({
    id: t.id({
      required: true,
      description: 'The ticket to merge; its number then leads to the other one.',
    }),
    intoId: t.id({ required: true, description: 'The ticket that remains.' }),
  }),
  tickets: ({ id, intoId }) => [readIdOf('ticket', id), readIdOf('ticket', intoId)],
  run: (_, { rt }, [id = 0, into = 0]) => rt.merge(id, into),
});
