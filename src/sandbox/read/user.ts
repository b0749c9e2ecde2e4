import { commentForm, type FieldValue, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target, wants } from '../rest/call.js';
import { fieldsOn } from '../store/custom-fields.js';
import { type User, type UserColumn, userColumns } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { userOf } from '../store/store.js';

/** Columns of a user that RT shows to every colleague. */
const publicColumns: readonly UserColumn[] = [
  'EmailAddress',
  'RealName',
  'NickName',
  'Gecos',
  'Organization',
  'Lang',
  'City',
  'Country',
];

type Pair = readonly [string, FieldValue];

/** The fields of a user that the caller may see. Empty ones are left out unless asked for. */
export function userPairs(call: Call, user: User): readonly Pair[] {
  const { store } = call;
  const all = user.id === call.user.id || hasRight(store, call.user, 'AdminUsers');
  const column = (name: UserColumn): string =>
    all || publicColumns.includes(name) ? user.columns[name] : '';
  const plain: readonly Pair[] = [
    ['Name', user.name],
    ...userColumns.map((name): Pair => [name, column(name)]),
    ['Privileged', user.privileged ? '1' : ''],
    ['Disabled', user.disabled ? '1' : '0'],
  ];
  const asked = call.fields.length > 0;
  const shown = plain
    .filter(([key]) => wants(call, key.toLowerCase()))
    .filter(([, value]) => asked || call.format === 'l' || value !== '')
    .map(([key, value]): Pair => [key === 'FreeformContactInfo' ? 'ContactInfo' : key, value]);
  const custom = asked
    ? []
    : fieldsOn(store, call.user, 'user').map(
        ({ id, name }): Pair => [`CF-${name}`, user.customFields.get(id) ?? []],
      );
  const password: readonly Pair[] = wants(call, 'password') ? [['Password', '********']] : [];
  return [['id', `user/${user.id}`], ...password, ...shown, ...custom];
}

/** `user/N`, `user/new`, and `user/NAME` once the name is looked up. */
export function readUser(call: Call, { id }: Target): Outcome {
  if (id === 'new') {
    const keys = ['Name', 'EmailAddress', 'Organization', 'Password', 'Comments'];
    const pairs = keys.map((key): Pair => [key, '']);
    return success(fieldForm([['id', 'user/new'], ...pairs], '# Required: Name, EmailAddress'));
  }
  const user = userOf(call.store, id);
  return user === undefined
    ? failure(commentForm(`# User ${id} does not exist.`))
    : success(fieldForm(userPairs(call, user)));
}
