import { resolveLinkEnd } from '../store/links.js';
import type { Link, Ticket } from '../store/model.js';
import type { Store } from '../store/store.js';
import { type Condition, QueryError } from './parse-query.js';

interface LinkField {
  readonly type: Link['type'] | undefined;
  /** Which end the other ticket is. */
  readonly other: 'base' | 'target' | 'either';
}

/** Fields of a query that look at links, by their lower case name. */
export const linkFields: Readonly<Record<string, LinkField>> = {
  linked: { type: undefined, other: 'either' },
  linkedto: { type: undefined, other: 'target' },
  linkedfrom: { type: undefined, other: 'base' },
  memberof: { type: 'MemberOf', other: 'target' },
  dependson: { type: 'DependsOn', other: 'target' },
  refersto: { type: 'RefersTo', other: 'target' },
  hasmember: { type: 'MemberOf', other: 'base' },
  dependenton: { type: 'DependsOn', other: 'base' },
  dependedonby: { type: 'DependsOn', other: 'base' },
  referredtoby: { type: 'RefersTo', other: 'base' },
};

/** The other ends of a ticket's links of that kind. */
function otherEnds(store: Store, ticket: Ticket, { type, other }: LinkField): readonly string[] {
  return [...store.links.values()]
    .filter((link) => type === undefined || link.type === type)
    .flatMap(({ base, target }) => [
      ...(other !== 'base' && base.ticket === ticket.id ? [target.uri] : []),
      ...(other !== 'target' && target.ticket === ticket.id ? [base.uri] : []),
    ]);
}

/** Whether a ticket is linked as a condition has it. */
export function matchesLink(
  store: Store,
  ticket: Ticket,
  field: LinkField,
  { key, operator, value }: Condition,
): boolean {
  const ends = otherEnds(store, ticket, field);
  if (operator === 'IS' || operator === 'IS NOT') {
    return (ends.length === 0) === (operator === 'IS');
  }
  if (operator !== '=' && operator !== '!=') {
    throw new QueryError(`Invalid Operator ${operator} for ${key}`, 462);
  }
  const uri = resolveLinkEnd(store, value)?.uri;
  const found = uri !== undefined && ends.includes(uri);
  return found === (operator === '=');
}
