import type { RtClient } from '../../connection/client.js';
import type { Beside } from '../../want.js';
import type { JsonObject } from '../json.js';
import { listsAll } from '../named-fields.js';
import { type ListedMember, membersOf, ticketFields } from '../ticket-fields.js';
import { listNamed } from './named.js';
import type { TicketWants } from './ticket-wants.js';

const roles = ['Requestors', 'Cc', 'AdminCc'];
const named = ['Owner', 'Creator'];

/** Who of the people on listed tickets has an account that is enabled. */
export interface EnabledUsers {
  /** Addresses by names, in lower case. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly users: readonly Beside[];
  /** Whether groups are left out: RT tells an unprivileged caller nobody who is in one. */
  readonly leavesOutGroups: boolean;
}

/**
 * REST 1.0 lists no watcher whose account is disabled, and REST 2.0 lists them all and tells nobody's state. But users
 * are found by name only while they are enabled, so whoever is listed is looked up, all in one request; and with them
 * the owners and creators of whom more than the name is wanted.
 */
export async function enabledUsers(
  rt: RtClient,
  items: readonly JsonObject[],
  { columns, of }: TicketWants,
): Promise<EnabledUsers> {
  // Who may not search users is shown the addresses of those on tickets all the same.
  if (!rt.isPrivileged()) {
    return { addresses: listedAddresses(items, columns), users: [], leavesOutGroups: true };
  }
  const names = new Set<string>();
  const wanted = new Set<string>();
  for (const role of roles) {
    if (!columns.has(role)) continue;
    for (const item of items) {
      for (const { isUser, name } of membersOf(item, role) ?? []) if (isUser) names.add(name);
    }
  }
  if (names.size > 0) wanted.add('EmailAddress');
  for (const key of named) {
    const more = of?.get(key);
    const field = ticketFields.get(key);
    if (!columns.has(key) || !field || !more || isOnlyName(more)) continue;
    if (!listsAll('user', more)) continue;
    for (const column of more) wanted.add(column);
    for (const item of items) names.add(field.text(item));
  }
  for (const nobody of ['', 'Nobody']) names.delete(nobody);
  if (names.size === 0) return { addresses: new Map(), users: [], leavesOutGroups: false };
  const users = await listNamed(rt, 'user', 'Name', [...names], wanted);
  const addresses = new Map(
    users.map(({ name, shown }) => [name.toLowerCase(), shown.texts.get('EmailAddress') ?? '']),
  );
  return { addresses, users, leavesOutGroups: false };
}

function listedAddresses(
  items: readonly JsonObject[],
  columns: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const members = roles
    .filter((role) => columns.has(role))
    .flatMap((role) => items.flatMap((item) => membersOf(item, role) ?? []));
  return new Map(
    members.map(({ name, emailAddress }) => [name.toLowerCase(), emailAddress] as const),
  );
}

function isOnlyName(columns: ReadonlySet<string>): boolean {
  return [...columns].every((column) => column === 'Name');
}

/**
 * The addresses of watchers as REST 1.0 lists them: sorted, without people who have none or are disabled. Undefined
 * where a group is among them, of which REST 1.0 lists the members, unless groups are left out.
 */
export function emailAddresses(
  members: readonly ListedMember[],
  { addresses, leavesOutGroups }: Pick<EnabledUsers, 'addresses' | 'leavesOutGroups'>,
): string | undefined {
  if (!leavesOutGroups && members.some(({ isUser }) => !isUser)) return undefined;
  return members
    .filter(({ isUser }) => isUser)
    .map(({ name }) => addresses.get(name.toLowerCase()) ?? '')
    .filter((address) => address !== '')
    .sort((a, b) => (a < b ? -1 : Number(a > b)))
    .join(', ');
}
