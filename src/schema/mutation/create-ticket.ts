import { mutation, payloadName } from './frame.js';
import { readLink, TicketLinkInput } from './input/links.js';
import { MessageBodyInput, NewAttachmentInput } from './input/message.js';
import { newTicketFields } from './input/ticket-values.js';
import { ticketPayload } from './payload.js';

mutation('createTicket', {
  description: 'Creates a ticket (RT: ticket/new). RT emails the people in its roles.',
  inputDescription: 'The ticket to create.',
  repeats: 'creating a second ticket',
  payload: ticketPayload(
    payloadName('createTicket'),
    'The new ticket. Null if no ticket was created, or if you may not see it.',
  ),
  fields: (t) => ({
    ...newTicketFields(t),
    body: t.field({
      type: MessageBodyInput,
      description: 'The first message of the ticket (RT: Text).',
    }),
    attachments: t.field({
      type: [NewAttachmentInput],
      description: 'The files to attach to the first message.',
    }),
    links: t.field({
      type: [TicketLinkInput],
      description:
        'The links to add after the ticket is created, with one request to RT each. A link that fails is reported in `userErrors`; the ticket is kept.',
    }),
  }),
  run: ({ links, ...values }, { rt, selected }) =>
    rt.createTicket({ ...values, links: links?.map(readLink) }, selected),
});
