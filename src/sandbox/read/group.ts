import { commentForm, type FieldValue, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target, wants } from '../rest/call.js';
import { fieldsOn } from '../store/custom-fields.js';
import type { Group, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import {
  everyoneGroupId,
  privilegedGroupId,
  type Store,
  systemUserId,
  userOf,
} from '../store/store.js';

type Pair = readonly [string, FieldValue];

/** Whether the caller finds groups by name. By number RT shows a group to everybody. */
export const seesGroup = (call: Pick<Call, 'store' | 'user'>): boolean =>
  hasRight(call.store, call.user, 'SeeGroup') || hasRight(call.store, call.user, 'AdminGroup');

const showUser = (user: User): string => `${user.columns.RealName} <${user.columns.EmailAddress}>`;

function usersIn(store: Store, group: Group): readonly User[] {
  return [...group.members].flatMap((id) => {
    const inner = store.groups.get(id);
    return inner === undefined ? (store.users.get(id) ?? []) : usersIn(store, inner);
  });
}

function showMember(store: Store, id: number): readonly string[] {
  const group = store.groups.get(id);
  if (group !== undefined) {
    return [`GROUP [${group.name}] (${usersIn(store, group).map(showUser).join(';')})`];
  }
  const user = userOf(store, String(id));
  return user === undefined ? [] : [showUser(user)];
}

/** Whom a group consists of. RT's own groups have everybody in them whom they are about. */
function memberIds(store: Store, group: Group): readonly number[] {
  if (!group.system) {
    return [...group.members];
  }
  const users = [...store.users.values()].filter(({ id }) => id !== systemUserId);
  const all = group.id === everyoneGroupId;
  const privileged = group.id === privilegedGroupId;
  return users.filter((user) => all || user.privileged === privileged).map(({ id }) => id);
}

/** The fields of a group; members only when the request names them. */
export function groupPairs(call: Call, group: Group): readonly Pair[] {
  const plain: readonly Pair[] = [
    ['Name', group.name],
    ['Description', group.description],
    ['Disabled', group.disabled ? '1' : '0'],
  ];
  const shown = plain.filter(([key]) => wants(call, key.toLowerCase()));
  const members = memberIds(call.store, group).flatMap((id) => showMember(call.store, id));
  const custom =
    call.fields.length > 0
      ? []
      : fieldsOn(call.store, call.user, 'group').map(
          ({ id, name }): Pair => [`CF-${name}`, group.customFields.get(id) ?? []],
        );
  const listed: readonly Pair[] = call.fields.includes('members') ? [['Members', members]] : [];
  return [['id', `group/${group.id}`], ...shown, ...listed, ...custom];
}

/** `group/N`, `group/new`, and `group/NAME` once the name is looked up. */
export function readGroup(call: Call, { id }: Target): Outcome {
  if (id === 'new') {
    const pairs: readonly Pair[] = [
      ['id', 'group/new'],
      ['Name', ''],
      ['Description', ''],
    ];
    return success(fieldForm(pairs, '# Required: Name'));
  }
  const group = /^\d+$/.test(id) ? call.store.groups.get(Number(id)) : undefined;
  return group === undefined
    ? failure(commentForm(`# Group ${id} does not exist.`))
    : success(fieldForm(groupPairs(call, group)));
}
