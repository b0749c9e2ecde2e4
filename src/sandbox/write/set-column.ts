import type { Ticket, TicketDate, TicketText, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { queueOf, queueOfTicket, type Store } from '../store/store.js';
import { isoUtc } from '../time/show-date.js';
import { record } from './record.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const alreadyCurrent: Result = refuse('That is already the current value');

const maySet = (store: Store, ticket: Ticket, user: User): boolean =>
  hasRight(store, user, 'ModifyTicket', { ticket });

/** What fits into RT's column of 200 bytes, on one line. */
export function cutSubject(subject: string): string {
  let cut = '';
  let bytes = 0;
  for (const character of subject.replace(/\n/g, '')) {
    bytes += Buffer.byteLength(character);
    if (bytes > 200) {
      break;
    }
    cut += character;
  }
  return cut;
}

/** The whole number a text starts with, as Perl sees it. */
export const leadingNumber = (text: string): number => Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0);

/** What RT keeps of a text for a column of a ticket that exists. */
function keptText(column: TicketText, value: string): string {
  if (column === 'Subject') {
    return cutSubject(value);
  }
  if (column === 'Priority') {
    return /^\d+$/.test(value) ? value : '0';
  }
  return column.startsWith('Time') && value === '' ? '0' : value;
}

/** Sets a plain column of a ticket. */
export function setText(
  store: Store,
  ticket: Ticket,
  user: User,
  column: TicketText,
  value: string,
): Result {
  if (!maySet(store, ticket, user)) {
    return permissionDenied;
  }
  const oldValue = ticket.texts[column];
  const newValue = keptText(column, value);
  if (oldValue === newValue) {
    return alreadyCurrent;
  }
  ticket.texts[column] = newValue;
  const taken =
    column === 'TimeWorked' ? String(leadingNumber(newValue) - leadingNumber(oldValue)) : '0';
  // The history keeps what was given, even where the column is too short for it.
  const told = column === 'Subject' ? value.replace(/\n/g, '') : newValue;
  const values = { field: column, oldValue, newValue: told, timeTaken: taken };
  record(store, ticket, { type: 'Set', creator: user.id, ...values });
  return done('');
}

/** Sets a date of a ticket; 0 clears it. */
export function setDate(
  store: Store,
  ticket: Ticket,
  user: User,
  date: TicketDate,
  epoch: number,
): Result {
  if (date === 'Created') {
    return refuse('Immutable field');
  }
  if (!maySet(store, ticket, user)) {
    return permissionDenied;
  }
  const before = ticket.dates[date];
  if (before === epoch) {
    return alreadyCurrent;
  }
  ticket.dates[date] = epoch;
  const isTold = date === 'Told';
  const oldValue = isTold && before === 0 ? '' : isoUtc(before);
  const values = { field: date, oldValue, newValue: isoUtc(epoch) };
  record(store, ticket, { type: isTold ? 'Told' : 'Set', creator: user.id, ...values });
  return done('');
}

/** Moves a ticket to the queue of that name or number. */
export function setQueue(store: Store, ticket: Ticket, user: User, given: string): Result {
  const queue = queueOf(store, given);
  if (!maySet(store, ticket, user)) {
    return permissionDenied;
  }
  if (queue === undefined) {
    return refuse(`Queue ${given} does not exist`);
  }
  const before = queueOfTicket(store, ticket);
  if (queue.disabled) {
    // RT names the queue that the ticket is in.
    return refuse(`Queue ${before.name} is disabled`);
  }
  if (queue.id === before.id) {
    return refuse('That is the same value');
  }
  if (!hasRight(store, user, 'CreateTicket', { queue })) {
    return permissionDenied;
  }
  ticket.queue = queue.id;
  const values = { field: 'Queue', oldValue: String(before.id), newValue: String(queue.id) };
  record(store, ticket, { type: 'Set', creator: user.id, ...values });
  return done('');
}
