import type { Transaction, User } from './model.js';
import { hasRight } from './rights.js';
import { historyOf, type Store, ticketOf } from './store.js';

const comments: readonly string[] = ['Comment', 'CommentEmailRecord'];
const mails: readonly string[] = ['EmailRecord', 'CommentEmailRecord'];

/** Whether RT shows a user what happened. */
export function seesTransaction(store: Store, user: User, transaction: Transaction): boolean {
  const ticket = ticketOf(store, String(transaction.ticket));
  if (ticket === undefined || !hasRight(store, user, 'ShowTicket', { ticket })) {
    return false;
  }
  if (
    comments.includes(transaction.type) &&
    !hasRight(store, user, 'ShowTicketComments', { ticket })
  ) {
    return false;
  }
  if (mails.includes(transaction.type) && !hasRight(store, user, 'ShowOutgoingEmail', { ticket })) {
    return false;
  }
  const customField =
    transaction.type === 'CustomField'
      ? store.customFields.get(Number(transaction.field))
      : undefined;
  return (
    customField === undefined || hasRight(store, user, 'SeeCustomField', { customField, ticket })
  );
}

/** What RT counts as a user's history of a ticket, which may be more than it then shows. */
export interface VisibleHistory {
  readonly shown: readonly Transaction[];
  /** Comments are left out only for those who may see none. */
  readonly counted: readonly Transaction[];
}

/** The history of a ticket as far as the user may see it, oldest first. */
export function visibleHistory(store: Store, user: User, ticketId: number): VisibleHistory {
  const ticket = ticketOf(store, String(ticketId));
  if (ticket === undefined || !hasRight(store, user, 'ShowTicket', { ticket })) {
    return { shown: [], counted: [] };
  }
  const withComments = hasRight(store, user, 'ShowTicketComments', { ticket });
  const counted = historyOf(store, ticket).filter(
    ({ type }) => withComments || !comments.includes(type),
  );
  return { shown: counted.filter((one) => seesTransaction(store, user, one)), counted };
}
