import type { Ticket, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { nobodyId, type Store, userName } from '../store/store.js';
import { mailOwner } from './mail.js';
import { record } from './record.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

/** How somebody comes to own a ticket. */
export type OwnerChange = 'Give' | 'Take' | 'Steal' | 'Untake';

function mayChange(store: Store, ticket: Ticket, actor: User, owner: User): boolean {
  const has = (right: string): boolean => hasRight(store, actor, right, { ticket });
  if (has('ModifyTicket') || has('ReassignTicket')) {
    return true;
  }
  if (ticket.owner === nobodyId) {
    return owner.id === actor.id && has('TakeTicket');
  }
  return ticket.owner === actor.id
    ? owner.id === nobodyId && has('TakeTicket')
    : owner.id === actor.id && has('StealTicket');
}

/** Gives a ticket to somebody, with RT's refusals in RT's order. */
export function setOwner(
  store: Store,
  ticket: Ticket,
  actor: User,
  owner: User | undefined,
  change: OwnerChange,
): Result {
  if (owner === undefined) {
    return refuse('That user does not exist');
  }
  const before = ticket.owner;
  if (owner.id !== nobodyId && !hasRight(store, owner, 'OwnTicket', { ticket })) {
    return refuse('That user may not own tickets in that queue');
  }
  if (before === nobodyId && change === 'Steal') {
    return refuse('You can only steal a ticket owned by someone else');
  }
  if (!mayChange(store, ticket, actor, owner)) {
    return permissionDenied;
  }
  if (before === owner.id) {
    return refuse('That user already owns that ticket');
  }
  if (before !== nobodyId && change === 'Take') {
    return refuse('You can only take tickets that are unowned');
  }
  const strangers = before !== nobodyId && before !== actor.id && change !== 'Steal';
  if (strangers && !hasRight(store, actor, 'ReassignTicket', { ticket })) {
    return refuse(
      owner.id === actor.id
        ? 'You can only take tickets that are unowned'
        : 'You can only reassign tickets that you own or that are unowned',
    );
  }
  ticket.owner = owner.id;
  const values = { field: 'Owner', oldValue: String(before), newValue: String(owner.id) };
  record(store, ticket, { type: 'Set', creator: actor.id, ...values });
  mailOwner(store, ticket, actor);
  record(store, ticket, { type: 'SetWatcher', creator: actor.id, ...values });
  return done(`Owner changed from ${userName(store, before)} to ${owner.name}`);
}
