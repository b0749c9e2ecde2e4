import type { World } from '../world.js';
import {
  type CustomField,
  type Grant,
  type Grantee,
  type User,
  type UserColumn,
  userColumns,
} from './model.js';
import {
  everyoneGroupId,
  nobodyId,
  privilegedGroupId,
  queueOf,
  rootId,
  type Store,
  systemUserId,
  takeId,
  unprivilegedGroupId,
  userGroupNamed,
} from './store.js';

const fixedComment = (of: string): string =>
  `Do not delete or modify this user. It is integral to RT's internal ${of} structures`;

/** A user with nothing but what is given. */
export function newUser(
  id: number,
  name: string,
  columns: Partial<Record<UserColumn, string>>,
  more: Partial<Pick<User, 'password' | 'privileged' | 'disabled' | 'timezone'>> = {},
): User {
  const empty = Object.fromEntries(userColumns.map((column) => [column, '']));
  return {
    id,
    name,
    password: more.password,
    privileged: more.privileged ?? false,
    disabled: more.disabled ?? false,
    timezone: more.timezone ?? '',
    // Object.fromEntries forgets which keys it was given.
    columns: { ...(empty as Record<UserColumn, string>), ...columns },
    customFields: new Map(),
  };
}

function loadBuiltIns(store: Store): void {
  const users = [
    newUser(systemUserId, 'RT_System', {
      RealName: 'The RT System itself',
      Comments: fixedComment('database'),
    }),
    newUser(nobodyId, 'Nobody', {
      RealName: 'Nobody in particular',
      Comments: fixedComment('data'),
    }),
    newUser(
      rootId,
      'root',
      {
        EmailAddress: 'root@localhost',
        RealName: 'Enoch Root',
        Gecos: 'root',
        Comments: 'SuperUser',
      },
      { password: 'password', privileged: true },
    ),
  ];
  for (const user of users) {
    store.users.set(user.id, user);
  }
  const systemGroups: readonly (readonly [number, string])[] = [
    [everyoneGroupId, 'Everyone'],
    [privilegedGroupId, 'Privileged'],
    [unprivilegedGroupId, 'Unprivileged'],
  ];
  for (const [id, name] of systemGroups) {
    store.groups.set(id, {
      id,
      name,
      description: 'Pseudogroup for internal use',
      disabled: false,
      system: true,
      members: new Set(),
      customFields: new Map(),
    });
  }
  const shared = { correspondAddress: '', commentAddress: '', slaDisabled: true };
  store.queues.set(1, {
    ...shared,
    id: 1,
    name: 'General',
    description: 'The default queue',
    disabled: false,
    lifecycle: 'default',
    customFields: new Map(),
  });
  store.queues.set(2, {
    ...shared,
    id: 2,
    name: '___Approvals',
    description: 'A system-internal queue for the approvals system',
    disabled: true,
    lifecycle: 'approvals',
    customFields: new Map(),
  });
}

function loadQueues(store: Store, queues: World['queues']): void {
  for (const given of queues) {
    let queue = queueOf(store, given.name);
    if (queue === undefined) {
      const id = takeId(store, 'queue');
      // Requestor, Cc, AdminCc and Owner of the queue are groups.
      takeId(store, 'principal', 4);
      queue = {
        id,
        name: given.name,
        description: '',
        correspondAddress: '',
        commentAddress: '',
        disabled: false,
        slaDisabled: true,
        lifecycle: 'default',
        customFields: new Map(),
      };
      store.queues.set(id, queue);
    }
    queue.description = given.description ?? queue.description;
    queue.correspondAddress = given.correspondAddress ?? '';
    queue.commentAddress = given.commentAddress ?? '';
    queue.disabled = given.disabled ?? false;
    queue.slaDisabled = !(given.slaEnabled ?? false);
  }
}

function loadUsers(store: Store, users: World['users']): void {
  for (const given of users) {
    // Each user comes with a group that only it is in.
    const id = takeId(store, 'principal', 2);
    const columns: Record<UserColumn, string | undefined> = {
      EmailAddress: given.emailAddress,
      RealName: given.realName,
      NickName: given.nickName,
      Gecos: undefined,
      Organization: given.organization,
      Address1: given.address1,
      Address2: undefined,
      City: given.city,
      State: undefined,
      Zip: undefined,
      Country: given.country,
      HomePhone: undefined,
      WorkPhone: given.workPhone,
      MobilePhone: given.mobilePhone,
      PagerPhone: undefined,
      FreeformContactInfo: given.contactInfo,
      Comments: given.comments,
      Signature: given.signature,
      Lang: given.language,
    };
    const set = Object.entries(columns).flatMap(([column, value]) =>
      value === undefined ? [] : [[column, value] as const],
    );
    store.users.set(
      id,
      newUser(id, given.name, Object.fromEntries(set), {
        password: given.password,
        privileged: given.privileged ?? false,
        disabled: given.disabled ?? false,
        timezone: given.timezone ?? '',
      }),
    );
  }
}

function required<T>(found: T | undefined, what: string): T {
  if (found === undefined) {
    throw new Error(`the world has no ${what}`);
  }
  return found;
}

function loadGroups(store: Store, groups: World['groups']): void {
  for (const given of groups) {
    const id = takeId(store, 'principal');
    store.groups.set(id, {
      id,
      name: given.name,
      description: given.description ?? '',
      disabled: given.disabled ?? false,
      system: false,
      members: new Set(),
      customFields: new Map(),
    });
  }
  for (const given of groups) {
    const group = required(userGroupNamed(store, given.name), given.name);
    for (const name of given.members ?? []) {
      const user = [...store.users.values()].find((one) => one.name === name);
      group.members.add(required(user, `user ${name}`).id);
    }
    for (const name of given.memberGroups ?? []) {
      group.members.add(required(userGroupNamed(store, name), `group ${name}`).id);
    }
  }
}

/** Types that RT never lets hold more than one value. */
const alwaysSingle: readonly string[] = ['Text', 'Wikitext', 'HTML', 'Combobox'];

function loadCustomFields(store: Store, fields: World['customFields']): void {
  for (const given of fields) {
    const id = takeId(store, 'customField');
    // REST 1.0 knows nothing of a disabled field.
    if (given.disabled) continue;
    const queues = given.queues?.map((name) => required(queueOf(store, name), `queue ${name}`).id);
    const field: CustomField = {
      id,
      name: given.name,
      description: given.description ?? '',
      on: given.on,
      queues: queues === undefined ? undefined : new Set(queues),
      type: given.type,
      multiple: (given.multiple ?? false) && !alwaysSingle.includes(given.type),
      values: given.values ?? [],
      pattern: given.pattern ?? '',
    };
    store.customFields.set(id, field);
  }
}

function granteeOf(store: Store, given: World['rights'][number]): Grantee {
  if (given.user !== undefined) {
    const user = [...store.users.values()].find((one) => one.name === given.user);
    return { kind: 'user', id: required(user, `user ${given.user}`).id };
  }
  if (given.group !== undefined) {
    const group = required(userGroupNamed(store, given.group), `group ${given.group}`);
    return { kind: 'group', id: group.id };
  }
  if (given.role !== undefined) {
    return { kind: 'role', role: given.role };
  }
  return { kind: given.everyone === true ? 'everyone' : 'privileged' };
}

function grantOf(store: Store, given: World['rights'][number]): Grant {
  const { queue, customField } = given;
  const field = [...store.customFields.values()].find(({ name }) => name === customField);
  return {
    to: granteeOf(store, given),
    right: given.right,
    queue: queue === undefined ? undefined : required(queueOf(store, queue), `queue ${queue}`).id,
    customField:
      customField === undefined ? undefined : required(field, `custom field ${customField}`).id,
  };
}

/**
 * Puts the world into an empty store, with ids as RT gives them when queues, users, groups and
 * custom fields are added in this order. Throws when it names something it does not have.
 */
export function loadWorld(store: Store, world: World): void {
  loadBuiltIns(store);
  loadQueues(store, world.queues);
  loadUsers(store, world.users);
  loadGroups(store, world.groups);
  loadCustomFields(store, world.customFields);
  store.grants.push(...world.rights.map((right) => grantOf(store, right)));
}
