import { commentForm, type FieldValue, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target } from '../rest/call.js';
import { linksOf, relationNames, relations } from '../store/links.js';
import { hasRight } from '../store/rights.js';
import { ticketOf } from '../store/store.js';

/** `ticket/N/links`. Those who may not see the ticket get an empty answer instead of an error. */
export function readLinks(call: Call, { id }: Target): Outcome {
  const ticket = ticketOf(call.store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  const mayShow = hasRight(call.store, call.user, 'ShowTicket', { ticket });
  const pairs = relationNames.flatMap((name): readonly (readonly [string, FieldValue])[] => {
    const relation = relations[name];
    const links = mayShow ? linksOf(call.store, ticket.id, relation) : [];
    const uris = links.map((link) => link[relation.other].uri);
    if (uris.length > 0) {
      return [[name, uris]];
    }
    return call.format === 'l' ? [[name, ['']]] : [];
  });
  return success(fieldForm([['id', `ticket/${ticket.id}/links`], ...pairs]));
}
