import type { ObjectKind } from '../object-spec.js';
import type { Upstream } from '../port.js';

/** Which of RT's interfaces serves a read where RT has both. */
export type Rest = 1 | 2;

/**
 * What each of RT's interfaces is better at. REST 2.0 has pages, totals, exact texts and dates in UTC, and whoever is
 * on a ticket in the ticket's own request. REST 1.0 has sentences, links and histories of many tickets at once, single
 * custom fields, bytes, defaults of new tickets, and tells missing, hidden, deleted and merged apart, so it also answers
 * for whatever REST 2.0 does not list.
 */
export const whichRest = {
  /** Objects by their numbers, or users and queues by their names. Parts of them are REST 1.0's. */
  show: {
    ticket: 2,
    user: 2,
    queue: 2,
    transaction: 2,
    group: 1,
    attachment: 2,
  } as const satisfies Readonly<Record<ObjectKind, Rest>>,
  /** A page of a search, and how many tickets match. */
  listTickets: 2,
  countTickets: 2,
  /** The newest transactions of many tickets, where no sentence is wanted. */
  newestItems: 2,
  /** What is new on many tickets. */
  itemsAfter: 2,
  /** What REST 1.0 tells nowhere. */
  statusChoices: 2,
  fieldOptions: 2,
  writeOffers: 2,
  /** All numbers that a search finds: one request there, and one for each hundred here. */
  searchTickets: 1,
  searchNames: 1,
  listNames: 1,
  /** Bytes come as they are there, and in base64 here. */
  readAttachment: 1,
  streamAttachment: 1,
  newTicketForm: 1,
} as const satisfies Partial<Record<keyof Upstream, unknown>>;

type Table = typeof whichRest;

/** The reads that REST 2.0 serves as a whole. */
export type ByRest2 = {
  [K in keyof Table]: Table[K] extends 2 ? K : never;
}[keyof Table];
