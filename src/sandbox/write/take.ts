import { commentForm } from '../forms/form.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import { nobodyId, ticketOf } from '../store/store.js';
import { type OwnerChange, setOwner } from './set-owner.js';

const actions: readonly OwnerChange[] = ['Take', 'Steal', 'Untake'];

/** First letter large, the rest small, as RT reads the name of an action. */
export const capitalize = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

/** What a form says about a key, spelled exactly so; lists count for nothing here. */
export function textIn(changes: Changes, key: string): string {
  const value = changes.get(key);
  return typeof value === 'string' ? value : '';
}

/** `ticket/N/take`. */
export function takeTicket(call: Call, { id }: Target, changes: Changes): Outcome {
  const { store, user } = call;
  const ticket = ticketOf(store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  const action = capitalize(textIn(changes, 'Action'));
  const change = actions.find((one) => one === action);
  if (change === undefined) {
    return failure(commentForm(`# Invalid action: \`${action}'.`));
  }
  if (change === 'Steal' && ticket.owner === user.id) {
    return failure(commentForm('# You already own this ticket'));
  }
  if (change === 'Steal' && ticket.owner === nobodyId) {
    return failure(commentForm('# You can only steal a ticket owned by someone else'));
  }
  const owner = change === 'Untake' ? store.users.get(nobodyId) : user;
  const { ok, message } = setOwner(store, ticket, user, owner, change);
  const form = commentForm(`# ${message}`);
  return ok ? success(form) : failure(form);
}
