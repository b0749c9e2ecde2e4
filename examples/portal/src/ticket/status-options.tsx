import { inOrder, statusesAfter } from '../statuses.js';
import type { ShownTicket } from './ticket-context.js';

/**
 * What a ticket's status can become. Where RT tells which statuses its menu offers, these come first, and the others of RT's
 * default lifecycle apart: RT may refuse them. What throws a ticket away is last.
 */
export function StatusOptions({ ticket }: Pick<ShownTicket, 'ticket'>) {
  const all = statusesAfter(ticket.status);
  const offered = ticket.statusChoices?.map(({ status }) => status);
  if (!offered || offered.length === 0) return options(all);
  const others = all.filter((status) => !offered.includes(status));
  return (
    <>
      {options(inOrder(offered))}
      {others.length > 0 && <optgroup label="Not in RT’s menu">{options(others)}</optgroup>}
    </>
  );
}

function options(statuses: readonly string[]) {
  return statuses.map((status) => <option key={status}>{status}</option>);
}
