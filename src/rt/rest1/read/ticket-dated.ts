import type { RtClient } from '../../connection/client.js';
import type { DateWindow, UpdateWindow } from '../../memory.js';
import { searchTickets } from './search.js';

/**
 * Whether a ticket's date lies within a window. Instants are given to RT as seconds from its present, which it
 * reads without the caller's zone, unlike every other spelling of a date: so an instant becomes known that RT
 * prints in local time only. The comma in the past's number, and the `in` of the future, keep RT from reading
 * them as a local time first. Deleted tickets and approvals are found too.
 */
export async function isTicketDated(
  rt: RtClient,
  ticket: number,
  field: string,
  window: DateWindow,
  now: number,
): Promise<boolean> {
  const query = [
    `id = ${ticket}`,
    "(Type = 'ticket' OR Type != 'ticket')",
    "(Status = 'deleted' OR Status != 'deleted')",
    within(field, window, now),
  ].join(' AND ');
  return (await searchTickets(rt, query, undefined, { aside: true })).includes(ticket);
}

/** The tickets of which a date lies within a window. */
export function ticketsDated(
  rt: RtClient,
  field: string,
  window: DateWindow,
  now: number,
): Promise<readonly number[]> {
  return searchTickets(rt, within(field, window, now), undefined, { aside: true });
}

/**
 * The tickets that a search finds, of those that were updated since an instant of RT's clock, in RT's order. RT reads the
 * instant when it serves the request, which may be later than it was sent.
 */
export function ticketsUpdated(
  rt: RtClient,
  { since, until }: UpdateWindow,
  search: { readonly query?: string | undefined; readonly orderBy?: string | undefined },
  now: number,
): Promise<readonly number[]> {
  const bounds = within(
    'LastUpdated',
    { after: since, before: until ?? new Date(now + dayMs) },
    now,
  );
  const query = search.query === undefined ? bounds : `(${search.query}) AND ${bounds}`;
  return searchTickets(rt, query, search.orderBy);
}

const dayMs = 86_400_000;

function within(field: string, { after, before }: DateWindow, now: number): string {
  const spell = (bound: Date | string) =>
    typeof bound === 'string' ? bound : fromNow((bound.getTime() - now) / 1000);
  return `${field} > '${spell(after)}' AND ${field} < '${spell(before)}'`;
}

function fromNow(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole >= 0) return `in ${whole} seconds`;
  const digits = String(-whole).padStart(4, '0');
  return `${digits.slice(0, -3)},${digits.slice(-3)} seconds ago`;
}
