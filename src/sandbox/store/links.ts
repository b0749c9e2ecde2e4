import type { Link, LinkEnd } from './model.js';
import { type Store, takeId, ticketOf, ticketUri } from './store.js';

/** How a form names one direction of a link: its type, and which end the other ticket is. */
export interface Relation {
  readonly type: 'DependsOn' | 'RefersTo' | 'MemberOf';
  readonly other: 'base' | 'target';
  /** How a history calls the direction. */
  readonly field: string;
  /** How it is called seen from the other end. */
  readonly inverse: string;
}

/** The directions by the keys of `ticket/N/links`, in RT's order. */
export const relations = {
  DependsOn: { type: 'DependsOn', other: 'target', field: 'DependsOn', inverse: 'DependedOnBy' },
  DependedOnBy: { type: 'DependsOn', other: 'base', field: 'DependedOnBy', inverse: 'DependsOn' },
  RefersTo: { type: 'RefersTo', other: 'target', field: 'RefersTo', inverse: 'ReferredToBy' },
  ReferredToBy: { type: 'RefersTo', other: 'base', field: 'ReferredToBy', inverse: 'RefersTo' },
  Members: { type: 'MemberOf', other: 'base', field: 'HasMember', inverse: 'MemberOf' },
  MemberOf: { type: 'MemberOf', other: 'target', field: 'MemberOf', inverse: 'HasMember' },
} as const satisfies Readonly<Record<string, Relation>>;

/** The name of a direction in `ticket/N/links`. */
export type RelationName = keyof typeof relations;

export const relationNames: readonly RelationName[] = [
  'DependsOn',
  'DependedOnBy',
  'RefersTo',
  'ReferredToBy',
  'Members',
  'MemberOf',
];

/** The links of a ticket in one direction. RT lists tickets by number, after everything else. */
export const linksOf = (store: Store, ticketId: number, relation: Relation): readonly Link[] =>
  [...store.links.values()]
    .filter((link) => {
      const own = relation.other === 'target' ? link.base : link.target;
      return link.type === relation.type && own.ticket === ticketId;
    })
    .sort((a, b) => a[relation.other].ticket - b[relation.other].ticket || a.id - b.id);

/** What a number or URI stands for, if RT makes anything of it. */
export function resolveLinkEnd(store: Store, given: string): LinkEnd | undefined {
  const here = ticketUri(store, 0).slice(0, -1);
  const own = given.startsWith(here) ? given.slice(here.length) : undefined;
  if (own === undefined && given.startsWith('fsck.com-rt:')) {
    return undefined;
  }
  const id = /^\d+$/.test(given) ? given : own;
  if (id !== undefined) {
    const ticket = ticketOf(store, id);
    return ticket && { uri: ticketUri(store, ticket.id), ticket: ticket.id };
  }
  // RT looks at the scheme alone, and stores whatever follows.
  return /^(?!javascript|data)[\w.-]+:/i.test(given) ? { uri: given, ticket: 0 } : undefined;
}

/** Adds a link without any question asked. */
export function insertLink(store: Store, type: Link['type'], base: LinkEnd, target: LinkEnd): Link {
  const link: Link = { id: takeId(store, 'link'), type, base, target };
  store.links.set(link.id, link);
  return link;
}
