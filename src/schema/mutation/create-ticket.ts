import { mutation, payloadName } from './frame.js';
import { readLink, TicketLinkInput } from './input/links.js';
import { MessageBodyInput, NewAttachmentInput } from './input/message.js';
import { ownerByName, queueByName, ticketValueFields } from './input/ticket-values.js';
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
    queue: t.string({ required: true, description: queueByName }),
    ...ticketValueFields(t),
    body: t.field({ type: MessageBodyInput, description: 'The message that opens it (RT: Text).' }),
    requestors: t.field({
      type: ['EmailAddress'],
      description: 'The requestors (RT: Requestor). Empty when absent.',
    }),
    cc: t.field({ type: ['EmailAddress'], description: 'Ccs (RT: Cc).' }),
    adminCc: t.field({ type: ['EmailAddress'], description: 'AdminCcs (RT: AdminCc).' }),
    owner: t.string({ description: `${ownerByName} Nobody when absent.` }),
    status: t.string({
      description: "An initial status; the queue's own when absent (RT: Status).",
    }),
    sla: t.string({ description: 'Service level (RT: SLA).' }),
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
