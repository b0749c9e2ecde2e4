import { listMembers } from './text-lists.js';

/**
 * RT's six kinds of links by their key in a ticket's links form: the name in `ticket/link`, which TicketSQL has too, and
 * the name of the list in our inputs.
 */
export const linkKinds = {
  DependsOn: { relation: 'DependsOn', list: 'dependsOn' },
  DependedOnBy: { relation: 'DependedOnBy', list: 'dependedOnBy' },
  RefersTo: { relation: 'RefersTo', list: 'refersTo' },
  ReferredToBy: { relation: 'ReferredToBy', list: 'referredToBy' },
  Members: { relation: 'HasMember', list: 'members' },
  MemberOf: { relation: 'MemberOf', list: 'memberOf' },
} as const;

/** A kind of links as RT's links form calls it. */
export type LinkKey = keyof typeof linkKinds;

/** A kind of links as `ticket/link` and TicketSQL call it. */
export type LinkRelation = (typeof linkKinds)[LinkKey]['relation'];

/** The six kinds in RT's order. */
// Object.keys widens the table's own keys to string.
export const linkKeys = Object.keys(linkKinds) as readonly LinkKey[];

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
