import type { CustomField, Grant, Grantee, Queue, Ticket, User } from './model.js';
import { rootId, type Store, systemUserId } from './store.js';

/** What a right is asked for. */
export interface Scope {
  readonly ticket?: Ticket;
  readonly queue?: Pick<Queue, 'id'>;
  readonly customField?: CustomField;
}

/** Whether a user is in a group, directly or through groups in it. Disabled groups count for none. */
export function isMember(store: Store, groupId: number, userId: number): boolean {
  const group = store.groups.get(groupId);
  if (group === undefined || group.disabled) {
    return false;
  }
  return [...group.members].some((id) => id === userId || isMember(store, id, userId));
}

function hasRole(store: Store, user: User, role: string, ticket: Ticket | undefined): boolean {
  if (ticket === undefined) {
    return false;
  }
  if (role === 'Owner') {
    return ticket.owner === user.id;
  }
  const people = role === 'Requestor' || role === 'Cc' || role === 'AdminCc' ? role : undefined;
  const ids = people === undefined ? [] : ticket.watchers[people];
  return ids.some((id) => id === user.id || isMember(store, id, user.id));
}

function isGrantedTo(store: Store, to: Grantee, user: User, ticket: Ticket | undefined): boolean {
  switch (to.kind) {
    case 'user':
      return to.id === user.id;
    case 'group':
      return isMember(store, to.id, user.id);
    case 'role':
      return hasRole(store, user, to.role, ticket);
    case 'privileged':
      return user.privileged;
    case 'everyone':
      return true;
  }
}

function covers(grant: Grant, scope: Scope): boolean {
  if (grant.customField !== undefined) {
    return grant.customField === scope.customField?.id;
  }
  const queue = scope.ticket?.queue ?? scope.queue?.id;
  return grant.queue === undefined || grant.queue === queue;
}

/** Whether RT lets the user do that. A disabled user has no rights, whatever the session says. */
export function hasRight(store: Store, user: User, right: string, scope: Scope = {}): boolean {
  if (user.id === systemUserId || user.id === rootId) {
    return true;
  }
  return (
    !user.disabled &&
    store.grants.some(
      (grant) =>
        (grant.right === right || grant.right === 'SuperUser') &&
        covers(grant, scope) &&
        isGrantedTo(store, grant.to, user, scope.ticket),
    )
  );
}
