import { commentForm, type FieldValue, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target, wants } from '../rest/call.js';
import { fieldsOfTicket } from '../store/custom-fields.js';
import { type CustomField, type Ticket, ticketDates, type WatcherRole } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { queueOfTicket, type Store, ticketOf, userName } from '../store/store.js';
import { isoInZone, showDate } from '../time/show-date.js';

type Pair = readonly [string, FieldValue];

function usersOf(store: Store, principal: number): readonly number[] {
  const group = store.groups.get(principal);
  return group === undefined ? [principal] : [...group.members].flatMap((id) => usersOf(store, id));
}

/** Addresses of the people on a ticket, groups member by member, in alphabetical order. */
export function addressesOf(store: Store, ticket: Ticket, role: WatcherRole): readonly string[] {
  const users = ticket.watchers[role]
    .flatMap((id) => usersOf(store, id))
    .flatMap((id) => store.users.get(id) ?? []);
  const addresses = users
    .filter(({ disabled }) => !disabled)
    .map(({ columns }) => columns.EmailAddress)
    .filter((address) => address !== '');
  return [...new Set(addresses)].sort();
}

/** Several values are joined by commas, and only one that has a comma itself is quoted. */
export function showValues(field: CustomField, values: readonly string[]): string {
  if (!field.multiple) {
    return values[0] ?? '';
  }
  return values
    .map((value) => (value.includes(',') ? `'${value.replace(/[\\']/g, '\\$&')}'` : value))
    .join(',');
}

const showMinutes = (value: string): string =>
  value === '' || value === '0' ? '0' : `${value} minutes`;

/** All fields of a ticket that the request asks for, in RT's order. */
export function ticketPairs(call: Call, ticket: Ticket): readonly Pair[] {
  const { store, user } = call;
  const queue = queueOfTicket(store, ticket);
  const zone = user.timezone || store.timezone;
  const { texts } = ticket;
  const people = (role: WatcherRole): readonly string[] => addressesOf(store, ticket, role);
  const plain: readonly Pair[] = [
    ['id', `ticket/${ticket.id}`],
    ['Queue', hasRight(store, user, 'SeeQueue', { ticket }) ? queue.name : ''],
    ['Owner', userName(store, ticket.owner)],
    ['Creator', userName(store, ticket.creator)],
    ['Subject', texts.Subject],
    ['Status', texts.Status],
    ['Priority', texts.Priority],
    ['InitialPriority', texts.InitialPriority],
    ['FinalPriority', texts.FinalPriority],
    ['Requestors', people('Requestor')],
    ['Cc', people('Cc')],
    ['AdminCc', people('AdminCc')],
    ...ticketDates.map((date): Pair => [date, showDate(ticket.dates[date], zone, call.language)]),
    ['TimeEstimated', showMinutes(texts.TimeEstimated)],
    ['TimeWorked', showMinutes(texts.TimeWorked)],
    ['TimeLeft', showMinutes(texts.TimeLeft)],
    ...(queue.slaDisabled ? [] : [['SLA', texts.SLA] as const]),
  ];
  const custom = fieldsOfTicket(store, user, ticket).map(
    (field): Pair => [
      `CF.{${field.name}}`,
      showValues(field, ticket.customFields.get(field.id) ?? []),
    ],
  );
  return [...plain, ...custom].filter(([key]) => key === 'id' || wants(call, key.toLowerCase()));
}

/** `ticket/new` without content: a form to fill in. */
export function ticketTemplate(call: Call): Outcome {
  const zone = call.user.timezone || call.store.timezone;
  const pairs: readonly Pair[] = [
    ['id', 'ticket/new'],
    ['Queue', 'General'],
    ['Requestor', call.user.name],
    ['Subject', ''],
    ['Cc', []],
    ['AdminCc', []],
    ['Owner', ''],
    ['Status', 'new'],
    ['Priority', ''],
    ['InitialPriority', ''],
    ['FinalPriority', ''],
    ['TimeEstimated', '0'],
    ['Starts', isoInZone(call.store.clock(), zone)],
    ['Due', ''],
    ['Attachment', ''],
    ['Text', ''],
  ];
  return success(fieldForm(pairs, '# Required: id, Queue'));
}

/** `ticket/N` and any path below it that means nothing to RT. */
export function readTicket(call: Call, { id }: Target): Outcome {
  if (id === 'new') {
    return ticketTemplate(call);
  }
  const ticket = ticketOf(call.store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  return hasRight(call.store, call.user, 'ShowTicket', { ticket })
    ? success(fieldForm(ticketPairs(call, ticket)))
    : failure(commentForm(`# You are not allowed to display ticket ${id}.`));
}
