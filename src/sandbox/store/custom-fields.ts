import type { CustomField, Queue, Ticket, User } from './model.js';
import { hasRight } from './rights.js';
import { foldCase, type Store } from './store.js';

/** Whether a field is there for tickets of that queue. */
export const appliesTo = (field: CustomField, queue: Pick<Queue, 'id'>): boolean =>
  field.on === 'ticket' && (field.queues === undefined || field.queues.has(queue.id));

/** Fields for the tickets of a queue that the user may see, in the order they were created. */
export const fieldsOfQueue = (
  store: Store,
  user: User,
  queue: Pick<Queue, 'id'>,
): readonly CustomField[] =>
  [...store.customFields.values()].filter(
    (customField) =>
      appliesTo(customField, queue) && hasRight(store, user, 'SeeCustomField', { customField }),
  );

/** Fields of a ticket that the user may see. Here a right in the ticket's queue counts as well. */
export const fieldsOfTicket = (store: Store, user: User, ticket: Ticket): readonly CustomField[] =>
  [...store.customFields.values()].filter(
    (customField) =>
      appliesTo(customField, { id: ticket.queue }) &&
      hasRight(store, user, 'SeeCustomField', { customField, ticket }),
  );

/** Fields for one other kind of object that the user may see. */
export const fieldsOn = (
  store: Store,
  user: User,
  on: 'user' | 'queue' | 'group',
): readonly CustomField[] =>
  [...store.customFields.values()].filter(
    (customField) =>
      customField.on === on && hasRight(store, user, 'SeeCustomField', { customField }),
  );

/** All fields of tickets with that name (any case) or number, in whatever queue. */
export function fieldsNamed(store: Store, nameOrId: string): readonly CustomField[] {
  const byId = /^\d+$/.test(nameOrId) ? store.customFields.get(Number(nameOrId)) : undefined;
  if (byId !== undefined) return byId.on === 'ticket' ? [byId] : [];
  const folded = foldCase(nameOrId);
  return [...store.customFields.values()].filter(
    ({ on, name }) => on === 'ticket' && foldCase(name) === folded,
  );
}

/** The field of that name (any case) or number for the tickets of a queue, seen or not. */
export function fieldNamed(
  store: Store,
  nameOrId: string,
  queue: Pick<Queue, 'id'>,
): CustomField | undefined {
  return fieldsNamed(store, nameOrId).find((field) => appliesTo(field, queue));
}
