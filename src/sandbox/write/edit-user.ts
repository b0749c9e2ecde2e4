import { commentForm } from '../forms/form.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import { newUser } from '../store/load-world.js';
import { type User, type UserColumn, userColumns } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { foldCase, type Store, takeId, userByEmail, userOf } from '../store/store.js';
import { type ColumnEdit, editColumns, fieldIn, remaining } from './edit-columns.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const shown = ['Name', ...userColumns, 'Privileged', 'Disabled'];
const shortest = 5;

const columnNamed = (name: string): UserColumn | undefined =>
  userColumns.find((column) => column === name);

const isTrue = (value: string): boolean => value !== '' && value !== '0';

function nameOf(key: string): string | undefined {
  if (key === 'password') {
    return key;
  }
  return key === 'contactinfo'
    ? 'FreeformContactInfo'
    : shown.find((name) => name.toLowerCase() === key);
}

function currentOf(user: User, name: string): string {
  const column = columnNamed(name);
  if (column !== undefined) {
    return user.columns[column];
  }
  const flags: Readonly<Record<string, string>> = {
    Name: user.name,
    Privileged: user.privileged ? '1' : '',
    Disabled: user.disabled ? '1' : '0',
  };
  return flags[name] ?? '';
}

function setPassword(user: User, value: string): Result | undefined {
  if (/^\**$/.test(value)) {
    return undefined;
  }
  if (value.length < shortest) {
    return refuse(`Password needs to be at least ${shortest} characters long`);
  }
  user.password = value;
  return done('');
}

function setColumn(store: Store, user: User, name: string, value: string): Result {
  const column = columnNamed(name);
  if (column === 'EmailAddress' && value !== '' && userByEmail(store, value) !== undefined) {
    return refuse('Email address in use');
  }
  if (name === 'Name') {
    if (value === '' || userOf(store, value) !== undefined) {
      return refuse('Name in use');
    }
    user.name = value;
  } else if (name === 'Privileged') {
    user.privileged = isTrue(value);
  } else if (name === 'Disabled') {
    user.disabled = isTrue(value);
  } else if (column !== undefined) {
    user.columns[column] = value;
  }
  return done('');
}

function editOf(call: Call, user: User, title: string): ColumnEdit {
  const { store } = call;
  const mayEdit =
    hasRight(store, call.user, 'AdminUsers') ||
    (user.id === call.user.id && hasRight(store, call.user, 'ModifySelf'));
  return {
    title: `User ${title}`,
    shown,
    nameOf,
    set: (name, value) => {
      if (name === 'password') {
        return mayEdit ? setPassword(user, value) : permissionDenied;
      }
      if (value === currentOf(user, name)) {
        return undefined;
      }
      return mayEdit ? setColumn(store, user, name, value) : permissionDenied;
    },
  };
}

function createUser(call: Call, changes: Changes): Outcome {
  const { store } = call;
  const name = fieldIn(changes, 'Name');
  const email = fieldIn(changes, 'EmailAddress');
  const password = fieldIn(changes, 'Password');
  const exists = [...store.users.values()].some((one) => foldCase(one.name) === foldCase(name));
  if (
    !hasRight(store, call.user, 'AdminUsers') ||
    (name === '' && email === '') ||
    exists ||
    userByEmail(store, email) !== undefined ||
    (password !== '' && password.length < shortest)
  ) {
    return failure(commentForm('# Could not create user.'));
  }
  const columns = userColumns.map((column) => {
    const alias = column === 'FreeformContactInfo' ? fieldIn(changes, 'ContactInfo') : '';
    return [column, fieldIn(changes, column) || alias];
  });
  const user = newUser(
    takeId(store, 'principal', 2),
    name === '' ? email : name,
    Object.fromEntries(columns),
    {
      password: password === '' ? undefined : password,
      privileged: isTrue(fieldIn(changes, 'Privileged')),
      disabled: isTrue(fieldIn(changes, 'Disabled')),
    },
  );
  store.users.set(user.id, user);
  const created = `# User ${user.id} created.`;
  const rest = remaining(changes, [...shown, 'Password', 'ContactInfo']);
  return rest.size === 0
    ? success(commentForm(created))
    : editColumns(editOf(call, user, String(user.id)), rest, [created], changes);
}

/** `user/N`, `user/NAME` and `user/new` with content. */
export function editUser(call: Call, { id }: Target, changes: Changes): Outcome {
  if (id === 'new') {
    return createUser(call, changes);
  }
  const user = userOf(call.store, id);
  return user === undefined
    ? failure(commentForm(`# User ${id} does not exist.`))
    : editColumns(editOf(call, user, id), changes);
}
