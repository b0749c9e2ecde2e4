import { mutation, payloadName } from './frame.js';
import { readLink, TicketLinkInput } from './input/links.js';
import { MessageBodyInput, NewAttachmentInput } from './input/message.js';
import { newTicketFields } from './input/ticket-values.js';
import { ticketPayload } from './payload.js';

mutation('createTicket', {
  description: 'Creates a ticket (RT: ticket/new). RT mails the people on it.',
  inputDescription: 'A new ticket.',
  repeats: 'a second ticket and a second mail',
  payload: ticketPayload(
    payloadName('createTicket'),
    'The new ticket. Null if none was created, or you may not see it.',
  ),
  fields: (t) => ({
    ...newTicketFields(t),
    body: t.field({ type: MessageBodyInput, description: 'The message that opens it (RT: Text).' }),
    attachments: t.field({
      type: [NewAttachmentInput],
      description: 'Files of the first message.',
    }),
    links: t.field({
      type: [TicketLinkInput],
      description:
        'Made after creation, one call each; a failed link is a user error, the ticket stays.',
    }),
  }),
  run: ({ links, ...values }, { rt, selected }) =>
    rt.createTicket({ ...values, links: links?.map(readLink) }, selected),
});
