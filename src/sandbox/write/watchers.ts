import { undefinedCrash } from '../rest/call.js';
import { newUser } from '../store/load-world.js';
import type { Ticket, User, WatcherRole } from '../store/model.js';
import { type Store, takeId, userByEmail, userOf } from '../store/store.js';
import { record } from './record.js';
import { done, type Result, refuse } from './result.js';

/** Addresses RT itself receives mail at. */
function isOwnAddress(store: Store, address: string): boolean {
  const lower = address.toLowerCase();
  return (
    [...store.queues.values()].some(({ correspondAddress, commentAddress }) =>
      [correspondAddress, commentAddress].some((own) => own !== '' && own.toLowerCase() === lower),
    ) || /^rt(-comment)?@/.test(lower)
  );
}

interface Address {
  readonly name: string;
  readonly email: string;
}

/** `a@b` or `Name <a@b>`; undefined for anything else. */
function parseAddress(text: string): Address | undefined {
  const match = /^(?:"([^"]*)"|([^"<>]*?))\s*<([^<>@\s]+@[^<>@\s]+)>$/.exec(text.trim());
  if (match !== null) {
    return { name: match[1] ?? match[2] ?? '', email: match[3] ?? '' };
  }
  return /^[^@\s,<>"']+@[^@\s,<>"]+$/.test(text) || /^[^@\s,<>"]+@[^@\s,<>"]+$/.test(text)
    ? { name: '', email: text }
    : undefined;
}

/** Makes a user for an address RT has not heard of, as it does for every watcher. */
function createUser(store: Store, { name, email }: Address): User {
  // The user's own history begins as well.
  takeId(store, 'transaction');
  const user = newUser(takeId(store, 'principal', 2), email, {
    EmailAddress: email,
    RealName: name,
    Comments: 'Autocreated when added as a watcher',
  });
  store.users.set(user.id, user);
  return user;
}

/** The user or group that a text stands for. An unknown address becomes a new user. */
function findOrCreate(store: Store, text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const id = Number(text);
    return store.users.has(id) || store.groups.has(id) ? id : undefined;
  }
  const address = parseAddress(text);
  if (address === undefined) {
    return userOf(store, text)?.id;
  }
  const known = userByEmail(store, address.email) ?? userOf(store, address.email);
  return (known ?? createUser(store, address)).id;
}

/** The people a new ticket starts with, without a word about those RT cannot place. */
export function placePeople(store: Store, people: readonly string[]): number[] {
  const ids = people.flatMap((text) => {
    const loops = isOwnAddress(store, parseAddress(text)?.email ?? '');
    return loops ? [] : (findOrCreate(store, text) ?? []);
  });
  return [...new Set(ids)];
}

/** Splits addresses as they stand in a mail: commas in quotes do not count. */
export const splitAddresses = (text: string): readonly string[] =>
  (text.match(/(?:"[^"]*"|[^",])+/g) ?? []).map((one) => one.trim()).filter((one) => one !== '');

function addWatcher(
  store: Store,
  ticket: Ticket,
  actor: User,
  role: WatcherRole,
  text: string,
): Result {
  const address = parseAddress(text)?.email ?? '';
  if (isOwnAddress(store, address)) {
    const shown = role === 'Requestor' ? 'Requestor' : role;
    return refuse(
      `${address} is an address RT receives mail at. ` +
        `Adding it as a '${shown}' would create a mail loop`,
    );
  }
  const id = findOrCreate(store, text);
  if (id === undefined && /^\d+$/.test(text)) {
    throw undefinedCrash('Name', '/usr/share/request-tracker5/lib/RT/Record/Role/Roles.pm', 534);
  }
  if (id === undefined) {
    return refuse(`Could not find or create user '${text}'`);
  }
  if (!ticket.watchers[role].includes(id)) {
    ticket.watchers[role].push(id);
    const newValue = String(id);
    record(store, ticket, { type: 'AddWatcher', field: role, newValue, creator: actor.id });
  }
  return done('');
}

function removeWatcher(
  store: Store,
  ticket: Ticket,
  actor: User,
  role: WatcherRole,
  id: number,
): void {
  ticket.watchers[role] = ticket.watchers[role].filter((one) => one !== id);
  const oldValue = String(id);
  record(store, ticket, { type: 'DelWatcher', field: role, oldValue, creator: actor.id });
}

/**
 * Replaces the people on a ticket. First those go whose address (of a group: number) is not in the
 * new list, then the new ones come, so what cannot be added leaves fewer than there were.
 */
export function replaceWatchers(
  store: Store,
  ticket: Ticket,
  actor: User,
  role: WatcherRole,
  wanted: readonly string[],
): Result {
  const nameOf = (id: number): string =>
    store.groups.has(id) ? String(id) : (store.users.get(id)?.columns.EmailAddress ?? '');
  for (const id of [...ticket.watchers[role]]) {
    if (!wanted.includes(nameOf(id))) {
      removeWatcher(store, ticket, actor, role, id);
    }
  }
  const problems = [...new Set(wanted)]
    .map((text) => addWatcher(store, ticket, actor, role, text))
    .filter(({ ok }) => !ok)
    .map(({ message }) => message);
  return problems.length === 0 ? done('') : refuse(problems.join('\n# '));
}
