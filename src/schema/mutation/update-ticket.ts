import { ticketMutation } from './frame.js';
import { seenFields, TicketChangesInput } from './input/ticket-values.js';

ticketMutation('updateTicket', {
  description:
    'Changes one ticket (RT: ticket/edit). RT applies what it can; userErrors says what it did not.',
  inputDescription: 'Changes to one ticket.',
  fields: (t) => ({
    changes: t.field({ type: TicketChangesInput, required: true, description: 'What to change.' }),
    ...seenFields(t),
  }),
  run: (edit, { rt, id, selected }) => rt.editTicket({ ...edit, id }, selected),
});
