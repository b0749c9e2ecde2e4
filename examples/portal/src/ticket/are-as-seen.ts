import type { TicketChangesInput } from '../generated/documents.js';
import type { ShownTicket } from './ticket-context.js';

type Ticket = ShownTicket['ticket'];

/** Whether the fields that a form changes have the same values in two readings of a ticket, whatever else differs. */
export function areAsSeen(changes: TicketChangesInput, seen: Ticket, now: Ticket): boolean {
  const { customFields, ...others } = changes;
  const names = (customFields ?? []).map(({ name }) => name);
  return (
    Object.keys(others).every((field) => factOf(seen, field) === factOf(now, field)) &&
    names.every((name) => customFactOf(seen, name) === customFactOf(now, name))
  );
}

function factOf(ticket: Ticket, field: string): string | undefined {
  return JSON.stringify(Object.entries(ticket).find(([name]) => name === field)?.[1]);
}

function customFactOf({ customFields }: Ticket, name: string): string {
  const field = customFields.find((other) => other.name === name);
  return JSON.stringify([field?.values, field?.dateTimeValue]);
}
