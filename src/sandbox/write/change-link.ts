import type { Caller } from '../rest/call.js';
import { insertLink, linksOf, type Relation, relations, resolveLinkEnd } from '../store/links.js';
import type { Link, LinkEnd, Ticket } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { type Store, ticketOf } from '../store/store.js';
import { record } from './record.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const verbs: Readonly<Record<Relation['type'], readonly [string, string]>> = {
  DependsOn: ['depends on', 'no longer depends on'],
  RefersTo: ['refers to', 'no longer refers to'],
  MemberOf: ['member of', 'no longer member of'],
};

const showEnd = ({ ticket, uri }: LinkEnd): string =>
  ticket === 0 ? `URI ${uri}` : `Ticket ${ticket}`;

function sentence(relation: Relation, own: LinkEnd, other: LinkEnd, removed: boolean): string {
  const verb = verbs[relation.type][removed ? 1 : 0];
  const [base, target] = relation.other === 'target' ? [own, other] : [other, own];
  return `${showEnd(base)} ${verb} ${showEnd(target)}.`;
}

/** Whether one ticket leads to another by links of that kind. */
function leadsTo(store: Store, type: Link['type'], from: number, to: number): boolean {
  const seen = new Set<number>();
  const next = [from];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === to) {
      return true;
    }
    if (id !== 0 && !seen.has(id)) {
      seen.add(id);
      const found = [...store.links.values()].filter(
        (link) => link.type === type && link.base.ticket === id,
      );
      next.push(...found.map(({ target }) => target.ticket));
    }
  }
  return false;
}

/** Both tickets' histories tell of a link, each from its own side. */
function note(
  { store, user }: Caller,
  type: 'AddLink' | 'DeleteLink',
  relation: Relation,
  own: LinkEnd,
  other: LinkEnd,
): void {
  const value = (uri: string) => (type === 'AddLink' ? { newValue: uri } : { oldValue: uri });
  const here = store.tickets.get(own.ticket);
  const there = store.tickets.get(other.ticket);
  const creator = user.id;
  if (here !== undefined) {
    record(store, here, { type, field: relation.field, creator, ...value(other.uri) });
  }
  if (there !== undefined) {
    record(store, there, { type, field: relation.inverse, creator, ...value(own.uri) });
  }
}

/** Adds a link, with RT's refusals. RT asks for the right to change both tickets. */
export function addLink(caller: Caller, ticket: Ticket, relation: Relation, given: string): Result {
  const { store, user } = caller;
  const own = resolveLinkEnd(store, String(ticket.id));
  const other = resolveLinkEnd(store, given);
  if (!hasRight(store, user, 'ModifyTicket', { ticket })) {
    return permissionDenied;
  }
  if (other === undefined || own === undefined) {
    return refuse(`Couldn't resolve '${given}' into a link.`);
  }
  const otherTicket = ticketOf(store, String(other.ticket));
  if (
    otherTicket !== undefined &&
    !hasRight(store, user, 'ModifyTicket', { ticket: otherTicket })
  ) {
    return refuse('Permission denied');
  }
  if (other.ticket === own.ticket) {
    return refuse("Link could not be created: Can't link a ticket to itself");
  }
  const exists = linksOf(store, own.ticket, relation).some(
    (link) => link[relation.other].uri === other.uri,
  );
  if (exists) {
    return done('Link already exists');
  }
  const [base, target] = relation.other === 'target' ? [own, other] : [other, own];
  const circular = relation.type !== 'RefersTo' && target.ticket !== 0 && base.ticket !== 0;
  if (circular && leadsTo(store, relation.type, target.ticket, base.ticket)) {
    return refuse('Refused to add link which would create a circular relationship');
  }
  insertLink(store, relation.type, base, target);
  note(caller, 'AddLink', relation, own, other);
  return done(sentence(relation, own, other, false));
}

/** Removes a link by its URI or the number of the other ticket. */
export function removeLink(
  caller: Caller,
  ticket: Ticket,
  relation: Relation,
  given: string,
): Result {
  const { store, user } = caller;
  if (!hasRight(store, user, 'ModifyTicket', { ticket })) {
    return permissionDenied;
  }
  const uri = resolveLinkEnd(store, given)?.uri ?? given;
  const link = linksOf(store, ticket.id, relation).find((one) => one[relation.other].uri === uri);
  if (link === undefined) {
    return refuse('Link not found');
  }
  store.links.delete(link.id);
  const other = link[relation.other];
  const own = relation.other === 'target' ? link.base : link.target;
  note(caller, 'DeleteLink', relation, own, other);
  return done(sentence(relation, own, other, true));
}

/** The directions by the names of `ticket/link`, where a member is called so. */
export const linkNames: Readonly<Record<string, Relation>> = {
  DependsOn: relations.DependsOn,
  DependedOnBy: relations.DependedOnBy,
  RefersTo: relations.RefersTo,
  ReferredToBy: relations.ReferredToBy,
  HasMember: relations.Members,
  MemberOf: relations.MemberOf,
};
