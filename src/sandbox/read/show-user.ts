import type { User } from '../store/model.js';
import { nobodyId, type Store, systemUserId } from '../store/store.js';

/**
 * How RT names a person within a sentence: `name (Real Name)` for staff, `Real Name <address>`
 * for everybody else, and `group Name` for a group.
 */
export function describePrincipal(store: Store, id: number): string {
  const user = store.users.get(id);
  if (user === undefined) {
    const group = store.groups.get(id);
    return group === undefined ? String(id) : `group ${group.name}`;
  }
  return describeUser(user);
}

function describeUser({ id, name, privileged, columns }: User): string {
  const { RealName: realName, EmailAddress: address } = columns;
  if (id === nobodyId || id === systemUserId) {
    return realName;
  }
  if (!privileged) {
    return realName === '' ? `<${address}>` : `${realName} <${address}>`;
  }
  return realName === '' || realName.toLowerCase() === name.toLowerCase()
    ? name
    : `${name} (${realName})`;
}
