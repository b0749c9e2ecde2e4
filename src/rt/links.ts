import { listMembers } from './form.js';

/** RT's six keys of a ticket's links form. */
const linkKeys = [
  'DependsOn',
  'DependedOnBy',
  'RefersTo',
  'ReferredToBy',
  'Members',
  'MemberOf',
] as const;

export type LinkKey = (typeof linkKeys)[number];

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
