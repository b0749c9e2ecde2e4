import { statusesAfter } from '../statuses.js';
import type { ShownTicket } from './ticket-context.js';

/** What a ticket's status can become: what RT's menu offers the agent, or RT's default lifecycle where RT tells no menu. */
export function StatusOptions({ ticket }: ShownTicket) {
  const offered = ticket.statusChoices?.map(({ status }) => status);
  return (offered ?? statusesAfter(ticket.status)).map((status) => (
    <option key={status}>{status}</option>
  ));
}
