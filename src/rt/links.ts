import { listMembers } from './text-lists.js';

/**
 * RT's six kinds of links by their key in a ticket's links form: the name in `ticket/link`, which TicketSQL and
 * transactions have too, the name in `TicketLinkType`, and the name of the list in our inputs.
 */
export const linkKinds = {
  DependsOn: { relation: 'DependsOn', type: 'DEPENDS_ON', list: 'dependsOn' },
  DependedOnBy: { relation: 'DependedOnBy', type: 'DEPENDED_ON_BY', list: 'dependedOnBy' },
  RefersTo: { relation: 'RefersTo', type: 'REFERS_TO', list: 'refersTo' },
  ReferredToBy: { relation: 'ReferredToBy', type: 'REFERRED_TO_BY', list: 'referredToBy' },
  Members: { relation: 'HasMember', type: 'MEMBERS', list: 'members' },
  MemberOf: { relation: 'MemberOf', type: 'MEMBER_OF', list: 'memberOf' },
} as const;

/** A kind of links as RT's links form calls it. */
export type LinkKey = keyof typeof linkKinds;

/** A kind of links as `ticket/link` and TicketSQL call it. */
export type LinkRelation = (typeof linkKinds)[LinkKey]['relation'];

/** The six kinds in RT's order. */
// Object.keys widens the table's own keys to string.
export const linkKeys = Object.keys(linkKinds) as readonly LinkKey[];

/** The kind that a transaction calls by its name in `ticket/link`; undefined for others, such as MergedInto. */
export function linkKeyOf(relation: string | null): LinkKey | undefined {
  return linkKeys.find((key) => linkKinds[key].relation === relation);
}

/** One link of a ticket, as RT stores it. */
export interface RawLink {
  readonly key: LinkKey;
  readonly uri: string;
}

/** The links in a ticket's links form, in RT's order. */
export function readLinks(fields: ReadonlyMap<string, string>): readonly RawLink[] {
  return linkKeys.flatMap((key) => listMembers(fields.get(key) ?? '').map((uri) => ({ key, uri })));
}

/** The parts of `fsck.com-rt://<organization>/<type>/<id>`, RT's own URIs; undefined for any other. */
export function parseRtUri(
  uri: string,
): { readonly organization: string; readonly type: string; readonly id: number } | undefined {
  const match = /^fsck\.com-rt:\/\/([^/]*)\/(\w+)\/(\d+)$/i.exec(uri);
  if (!match) return undefined;
  return {
    organization: match[1] ?? '',
    type: (match[2] ?? '').toLowerCase(),
    id: Number(match[3]),
  };
}
