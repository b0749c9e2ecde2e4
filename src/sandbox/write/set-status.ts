import { linksOf, relations } from '../store/links.js';
import type { Ticket, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { type Store, ticketOf } from '../store/store.js';
import { mailResolved } from './mail.js';
import { record } from './record.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const initial: readonly string[] = ['new'];
const active: readonly string[] = ['open', 'stalled'];
const inactive: readonly string[] = ['resolved', 'rejected', 'deleted'];

/** Whether a ticket may be created with a status. */
export const isCreateStatus = (status: string): boolean =>
  ['new', 'open', 'resolved'].includes(status);
/** Whether work on a ticket of that status is over. */
export const isInactive = (status: string): boolean => inactive.includes(status);
export const isInitial = (status: string): boolean => initial.includes(status);
/** Whether RT's default lifecycle has such a status, written in lower case. */
export const isStatus = (status: string): boolean =>
  [...initial, ...active, ...inactive].includes(status);

/** Changes the status as somebody who may, and tells whom RT tells. */
export function changeStatus(store: Store, ticket: Ticket, actor: User, status: string): void {
  const oldValue = ticket.texts.Status;
  const wasInactive = isInactive(oldValue);
  ticket.texts.Status = status;
  if (!isInitial(status) && ticket.dates.Started === 0) {
    ticket.dates.Started = store.clock();
  }
  if (isInactive(status) && !wasInactive) {
    ticket.dates.Resolved = store.clock();
  }
  const change = { field: 'Status', oldValue, newValue: status };
  record(store, ticket, { type: 'Status', creator: actor.id, ...change });
  if (status === 'resolved') {
    mailResolved(store, ticket, actor);
  }
}

const isBlocked = (store: Store, ticket: Ticket): boolean =>
  linksOf(store, ticket.id, relations.DependsOn).some(({ target }) => {
    const other = ticketOf(store, String(target.ticket));
    return other !== undefined && !isInactive(other.texts.Status);
  });

/** Sets a ticket's status, with RT's refusals. */
export function setStatus(store: Store, ticket: Ticket, actor: User, given: string): Result {
  const old = ticket.texts.Status;
  const status = given.toLowerCase();
  if (!isStatus(status)) {
    return refuse(`Status '${given}' isn't a valid status for this ticket.`);
  }
  if (status === old) {
    return refuse(`You can't change status from '${old}' to '${given}'.`);
  }
  const right = status === 'deleted' ? 'DeleteTicket' : 'ModifyTicket';
  if (!hasRight(store, actor, right, { ticket })) {
    return permissionDenied;
  }
  if (isInactive(status) && isBlocked(store, ticket)) {
    return refuse('That ticket has unresolved dependencies');
  }
  changeStatus(store, ticket, actor, status);
  return done(`Status changed from '${old}' to '${status}'`);
}
