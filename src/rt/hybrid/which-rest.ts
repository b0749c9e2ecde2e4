import type { ObjectKind } from '../object-spec.js';

/** Which of RT's interfaces serves a read where RT has both. */
export type Rest = 1 | 2;

/**
 * What each of RT's interfaces is better at. REST 2.0 has pages, totals, exact texts and dates in UTC, and whoever is
 * on a ticket in the ticket's own request. REST 1.0 has sentences, links and histories of many tickets at once, single
 * custom fields, bytes, defaults of new tickets, and tells missing, hidden, deleted and merged apart, so it also answers
 * for whatever REST 2.0 does not list.
 */
export const whichRest = {
  /** Objects by their numbers, or users and queues by their names. */
  show: {
    ticket: 2,
    user: 2,
    queue: 2,
    transaction: 2,
    group: 1,
    attachment: 2,
  } as const satisfies Readonly<Record<ObjectKind, Rest>>,
  /** Links, attachments and histories of tickets, custom fields of queues. */
  parts: 1,
  /** A page of a search, and how many tickets match. */
  listTickets: 2,
  countTickets: 2,
  /** The newest transactions of many tickets, where no sentence is wanted. */
  newestItems: 2,
  /** All numbers that a search finds: one request there, and one for each hundred here. */
  searchTickets: 1,
  searchNames: 1,
  bytes: 1,
  newTicketForm: 1,
  writes: 1,
} as const;
