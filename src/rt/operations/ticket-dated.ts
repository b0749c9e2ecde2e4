import type { RtClient } from '../client.js';
import { searchTickets } from './search.js';

/**
 * Whether a ticket's date lies between two instants, given as seconds from RT's present. RT reads these phrases
 * without the caller's zone, unlike every other spelling of a date, which makes an instant known that it prints
 * in local time. The comma in the past's number, and the `in` of the future, keep RT from reading them as a
 * local time first. Merged, deleted and approval tickets are found too.
 */
export async function isTicketDated(
  rt: RtClient,
  ticket: number,
  field: string,
  { after, before }: { readonly after: number; readonly before: number },
): Promise<boolean> {
  const query = [
    `id = ${ticket}`,
    "(Type = 'ticket' OR Type != 'ticket')",
    "(Status = 'deleted' OR Status != 'deleted')",
    `${field} > '${fromNow(after)}'`,
    `${field} < '${fromNow(before)}'`,
  ].join(' AND ');
  return (await searchTickets(rt, query, undefined, { aside: true })).includes(ticket);
}

function fromNow(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole >= 0) return `in ${whole} seconds`;
  const digits = String(-whole).padStart(4, '0');
  return `${digits.slice(0, -3)},${digits.slice(-3)} seconds ago`;
}
