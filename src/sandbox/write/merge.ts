import { commentForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target } from '../rest/call.js';
import { insertLink } from '../store/links.js';
import { type Ticket, watcherRoles } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { type Store, ticketOf, ticketUri } from '../store/store.js';
import { record } from './record.js';
import { leadingNumber } from './set-column.js';

function merge({ store, user }: Call, from: Ticket, into: Ticket): void {
  const ends = {
    base: { uri: ticketUri(store, from.id), ticket: from.id },
    target: { uri: ticketUri(store, into.id), ticket: into.id },
  };
  insertLink(store, 'MergedInto', ends.base, ends.target);
  moveLinks(store, from.id, into.id);
  for (const role of watcherRoles) {
    const missing = from.watchers[role].filter((id) => !into.watchers[role].includes(id));
    into.watchers[role].push(...missing);
  }
  for (const column of ['TimeEstimated', 'TimeWorked', 'TimeLeft'] as const) {
    into.texts[column] = String(
      leadingNumber(into.texts[column]) + leadingNumber(from.texts[column]),
    );
  }
  for (const ticket of store.tickets.values()) {
    if (ticket.effectiveId === from.id) {
      ticket.effectiveId = into.id;
    }
  }
  const event = { type: 'AddLink', field: 'MergedInto', newValue: ends.target.uri };
  record(store, from, { ...event, creator: user.id });
  record(store, into, { ...event, creator: user.id });
}

/** Links of the old ticket become links of the new one, except one between the two. */
function moveLinks(store: Store, from: number, into: number): void {
  const uri = ticketUri(store, into);
  for (const link of [...store.links.values()]) {
    if (link.type === 'MergedInto' || (link.base.ticket !== from && link.target.ticket !== from)) {
      continue;
    }
    const moved = {
      ...link,
      base: link.base.ticket === from ? { uri, ticket: into } : link.base,
      target: link.target.ticket === from ? { uri, ticket: into } : link.target,
    };
    if (moved.base.ticket === moved.target.ticket) {
      store.links.delete(link.id);
    } else {
      store.links.set(link.id, moved);
    }
  }
}

/** `ticket/N/merge/M`: looks like a read, is a write for good, and is 200 when it fails. */
export function mergeTicket(call: Call, { id, args }: Target): Outcome {
  const { store, user } = call;
  const from = ticketOf(store, id);
  const into = ticketOf(store, args ?? '');
  if (from === undefined || into === undefined) {
    const missing = from === undefined ? id : (args ?? '');
    return failure(commentForm(`# Ticket ${missing} does not exist.`));
  }
  if (!hasRight(store, user, 'ModifyTicket', { ticket: from })) {
    return failure(commentForm(`# You are not allowed to modify ticket ${id}.`));
  }
  if (from.id === into.id || !hasRight(store, user, 'ModifyTicket', { ticket: into })) {
    return failure(commentForm('# Could not complete the merge.'));
  }
  merge(call, from, into);
  return success(commentForm('# Merge completed.'));
}
