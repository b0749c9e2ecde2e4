import type { NamedColumn, namedColumns } from '../rt/columns/named.js';
import type { NamedKind } from '../rt/named-kind.js';

type Named<K extends NamedKind> = Readonly<
  Record<Exclude<keyof (typeof namedColumns)[K], 'members'>, string>
>;

/** What each column of a user, queue or group is, for the field that reads it, its filter and its input. */
const descriptions: { readonly [K in NamedKind]: Named<K> } = {
  user: {
    name: 'The login name',
    emailAddress: 'The email address',
    realName: 'The full name',
    nickName: 'The nickname',
    gecos: 'The Unix login name',
    organization: 'The organization',
    address1: 'The first line of the postal address',
    address2: 'The second line of the postal address',
    city: 'The city',
    state: 'The state or province',
    zip: 'The postal code',
    country: 'The country',
    homePhone: 'The home phone number',
    workPhone: 'The work phone number',
    mobilePhone: 'The mobile phone number',
    pagerPhone: 'The pager number',
    contactInfo: 'Further contact information, as free text',
    comments: 'Notes that administrators keep about the user',
    signature: 'The signature for outgoing messages',
    language: "The language code for RT's user interface, e.g. en or fr",
    isPrivileged: 'Whether the user is privileged: rights can be granted to the user directly',
    isDisabled: 'Whether the user is disabled and cannot log in',
  },
  queue: {
    name: 'The name of the queue',
    description: 'The purpose of the queue',
    correspondAddress: 'The email address for public replies',
    commentAddress: 'The email address for internal comments',
    isDisabled: 'Whether the queue is disabled and accepts no new tickets',
    isSlaDisabled: 'Whether service levels are disabled for the tickets of the queue',
  },
  group: {
    name: 'The name of the group',
    description: 'The purpose of the group',
    isDisabled: 'Whether the group is disabled',
  },
};

/** RT returns these only to callers with the right AdminUsers. */
const forAdministrators = new Set(['contactInfo', 'comments', 'signature']);

/** What a column is, with RT's name of it: the description of a filter or an input. */
export function namedDescription(
  kind: NamedKind,
  name: string,
  { key, asked }: Pick<NamedColumn, 'key' | 'asked'>,
): string {
  return `${Reflect.get(descriptions[kind], name)} (RT: ${asked?.key ?? key}).`;
}

/** The description of the field that reads a column, with what its null means. */
export function namedFieldDescription(
  kind: NamedKind,
  name: string,
  column: Pick<NamedColumn, 'key' | 'asked' | 'holds'>,
): string {
  const what = namedDescription(kind, name, column);
  if (column.holds === 'text') return what;
  if (column.holds === 'flag') return `${what} Null if you may not see the ${kind}.`;
  if (kind !== 'user') return `${what} Null if not set.`;
  const hidden = forAdministrators.has(name)
    ? 'if you do not have the right AdminUsers'
    : 'if RT hides it from you';
  return `${what} Null if not set, or ${hidden}.`;
}
