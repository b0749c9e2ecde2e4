import type { RtClient } from '../../connection/client.js';
import { present, RtBadReplyError } from '../../errors.js';
import { type Form, parseForms } from '../form.js';

/** `ticket/new`: what RT would prefill. It names the caller as requestor and prints dates in their zone. */
export async function readNewTicketForm(rt: RtClient): Promise<Form> {
  const reply = await rt.call({
    operation: 'ticket/new',
    path: 'show',
    params: [['id', 'ticket/new']],
  });
  if (reply.status !== 200)
    throw new RtBadReplyError('RT refused to return its form for a new ticket.');
  return present(parseForms(reply.payload)[0], 'the new-ticket form');
}
