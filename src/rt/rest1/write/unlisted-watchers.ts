import { transactionColumns as t } from '../../columns/transaction.js';
import { userColumns as u } from '../../columns/user.js';
import { orNull } from '../../or-null.js';
import { wantColumns } from '../../wanted.js';
import type { WriteContext } from './write-context.js';

/** A role's name in a ticket's history, which has the singular. */
const roleNames = new Map([['Requestors', 'Requestor']]);

const watcherTypes = ['AddWatcher', 'DelWatcher'];

/** Who came and went in a role, by RT's numbers of users and groups. */
interface Moves {
  readonly came: readonly number[];
  readonly went: readonly number[];
}

/** A ticket's changes of watchers so far, to tell later ones from them. */
export function watcherHistory(ticket: number, { load }: WriteContext) {
  return load.history(ticket, watcherTypes);
}

/**
 * Who came and went in a role since the history was read. RT records both with their numbers, also of those whom it
 * does not list: people whose accounts are disabled, and groups, which it lists as their members.
 */
export async function movesSince(
  before: readonly { readonly id: number }[],
  { ticket, column, expected }: { ticket: number; column: string; expected: number },
  context: WriteContext,
): Promise<Moves> {
  const known = new Set(before.map(({ id }) => id));
  const now = await watcherHistory(ticket, context);
  const news = now.filter(({ id }) => !known.has(id));
  // As many moves as were asked for leave no room for others.
  if (news.length <= expected) return { came: [], went: [] };
  const wanted = wantColumns(t.type, t.field, t.oldValue, t.newValue);
  const items = await Promise.all(
    news.map(({ id }) => context.load.object.knownTransaction(id, wanted)),
  );
  const own = items.filter((item) => item.read(t.field) === (roleNames.get(column) ?? column));
  const numbers = (type: string, value: typeof t.oldValue) =>
    own.flatMap((item) => (item.read(t.type) === type ? [Number(item.read(value) ?? 0)] : []));
  return { came: numbers('AddWatcher', t.newValue), went: numbers('DelWatcher', t.oldValue) };
}

/** The login name and address of a user by number, in lower case; empty for a group, or one who is hidden. */
export async function callsOf(id: number, { load }: WriteContext): Promise<readonly string[]> {
  const wanted = wantColumns(u.name, u.emailAddress);
  const user = await orNull(load.object.named('user', { id }, wanted));
  if (!user) return [];
  return [user.read(u.name), user.read(u.emailAddress) ?? ''].map((one) => one.toLowerCase());
}
