import type { Caller } from '../rest/call.js';
import { type Ticket, type User, userColumns, watcherRoles } from '../store/model.js';
import { isMember } from '../store/rights.js';
import { type Store, userOf } from '../store/store.js';
import { compareNumber, compareText, positiveOf } from './compare.js';
import { type Condition, QueryError } from './parse-query.js';

/** Whom a query looks at: the owner, or everybody in one or more roles. */
export type People = 'Owner' | 'Requestor' | 'Cc' | 'AdminCc' | 'Watcher';

function membersOf(store: Store, principal: number): readonly number[] {
  const group = store.groups.get(principal);
  return group === undefined
    ? [principal]
    : [...group.members].flatMap((id) => membersOf(store, id));
}

/** Users and groups that are watchers in a role. */
function principalsIn(ticket: Ticket, people: People): readonly number[] {
  return watcherRoles
    .filter((role) => people === 'Watcher' || role === people)
    .flatMap((role) => ticket.watchers[role]);
}

function usersIn(store: Store, ticket: Ticket, people: People): readonly User[] {
  const owner = people === 'Owner' || people === 'Watcher' ? [ticket.owner] : [];
  return [...owner, ...principalsIn(ticket, people)]
    .flatMap((id) => membersOf(store, id))
    .flatMap((id) => store.users.get(id) ?? []);
}

/** The names of the groups that are in a role themselves. */
function groupsIn(store: Store, ticket: Ticket, people: People): readonly string[] {
  return principalsIn(ticket, people).flatMap((id) => store.groups.get(id)?.name ?? []);
}

function matchesField(user: User, field: string, operator: string, value: string): boolean {
  const lower = field.toLowerCase();
  if (lower === 'id') {
    return compareNumber(String(user.id), operator, value);
  }
  if (lower === 'name') {
    return compareText(user.name, operator, value);
  }
  const column = userColumns.find((one) => one.toLowerCase() === lower);
  if (column === undefined) {
    throw new QueryError(`Invalid watcher subfield: '${field}'`, 1165);
  }
  return compareText(user.columns[column], operator, value);
}

/** Whether a user is meant by a text that stands for one: a name, a number or the caller. */
export function isUser(caller: Caller, user: User, operator: string, given: string): boolean {
  const value = given === '__CurrentUser__' ? String(caller.user.id) : given;
  const { operator: positive, negated } = positiveOf(operator);
  if (positive !== '=') {
    return /^[<>]/.test(operator)
      ? compareNumber(String(user.id), operator, value)
      : compareText(user.name, operator, value);
  }
  return (userOf(caller.store, value)?.id === user.id) !== negated;
}

/**
 * Whether the people of a ticket are as a condition has them. Negations hold when nobody is.
 * Without a field the owner is looked at by name and everybody else by address.
 */
export function matchesPeople(
  caller: Caller,
  ticket: Ticket,
  people: People,
  { operator, value: given }: Condition,
  field: string,
): boolean {
  const users = usersIn(caller.store, ticket, people);
  if (operator === 'IS' || operator === 'IS NOT') {
    return (users.length === 0) === (operator === 'IS');
  }
  const { operator: positive, negated } = positiveOf(operator);
  const matches = (user: User): boolean => {
    if (people === 'Owner' && field === '') {
      return isUser(caller, user, positive, given);
    }
    const value = given === '__CurrentUser__' ? String(caller.user.id) : given;
    if (field.toLowerCase() === 'name' && positive === '=') {
      // RT takes digits for the number of a user here too.
      return isUser(caller, user, positive, given);
    }
    const isId = /^\d+$/.test(value) && positive === '=';
    const usual = isId ? 'id' : people === 'Owner' ? 'Name' : 'EmailAddress';
    return matchesField(user, field === '' ? usual : field, positive, value);
  };
  if (field !== '' && users.length === 0) {
    matchesField(caller.user, field, positive, given);
  }
  if (operator === '=' && field.toLowerCase() === 'name') {
    const groups = groupsIn(caller.store, ticket, people);
    // RT finds groups by name too. Its negation leaves them out nowhere.
    if (groups.some((name) => compareText(name, '=', given))) return true;
  }
  return users.some(matches) !== negated;
}

/** Whether somebody of a ticket is in a group. */
export function matchesMembership(
  { store }: Caller,
  ticket: Ticket,
  people: People,
  { operator, value }: Condition,
): boolean {
  const group = [...store.groups.values()].find(
    ({ id, name, system }) => !system && (String(id) === value || name === value),
  );
  const found =
    group !== undefined &&
    usersIn(store, ticket, people).some(({ id }) => isMember(store, group.id, id));
  return found === (operator !== '!=');
}
