import { ticketMutation } from './frame.js';
import { seenFields, TicketChangesInput } from './input/ticket-values.js';

ticketMutation('updateTicket', {
  description:
    'Changes one ticket (RT: ticket/edit). RT applies as many changes as it can; `userErrors` lists the others.',
  inputDescription: 'The ticket to change, and its new values.',
  fields: (t) => ({
    changes: t.field({
      type: TicketChangesInput,
      required: true,
      description: 'The changes to make.',
    }),
    ...seenFields(t),
  }),
  run: (edit, { rt, id, selected }) => rt.editTicket({ ...edit, id }, selected),
});
