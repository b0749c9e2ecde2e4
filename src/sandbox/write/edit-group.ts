import { commentForm } from '../forms/form.js';
import {
  type Call,
  type Changes,
  failure,
  type Outcome,
  success,
  type Target,
} from '../rest/call.js';
import type { Group } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { takeId, userGroupNamed } from '../store/store.js';
import { type ColumnEdit, editColumns, fieldIn, remaining } from './edit-columns.js';
import { done, permissionDenied, refuse } from './result.js';

const shown = ['Name', 'Description', 'Disabled'];

const isTrue = (value: string): boolean => value !== '' && value !== '0';

function editOf(call: Call, group: Group): ColumnEdit {
  const mayEdit = hasRight(call.store, call.user, 'AdminGroup');
  const current: Readonly<Record<string, string>> = {
    Name: group.name,
    Description: group.description,
    Disabled: group.disabled ? '1' : '0',
  };
  return {
    title: `Group ${group.id}`,
    shown,
    nameOf: (key) => shown.find((name) => name.toLowerCase() === key),
    set: (name, value) => {
      if (value === current[name]) {
        return undefined;
      }
      if (!mayEdit) {
        return permissionDenied;
      }
      if (name === 'Name' && (value === '' || userGroupNamed(call.store, value) !== undefined)) {
        return refuse('Illegal value for Name');
      }
      if (name === 'Name') {
        group.name = value;
      } else if (name === 'Description') {
        group.description = value;
      } else {
        group.disabled = isTrue(value);
      }
      return done('');
    },
  };
}

function createGroup(call: Call, changes: Changes): Outcome {
  const { store } = call;
  const name = fieldIn(changes, 'Name');
  const mayCreate = hasRight(store, call.user, 'AdminGroup');
  if (!mayCreate || name === '' || userGroupNamed(store, name) !== undefined) {
    return failure(commentForm('# Could not create group.'));
  }
  const id = takeId(store, 'principal');
  const group: Group = {
    id,
    name,
    description: fieldIn(changes, 'Description'),
    disabled: isTrue(fieldIn(changes, 'Disabled')),
    system: false,
    members: new Set(),
    customFields: new Map(),
  };
  store.groups.set(id, group);
  const created = `# Group ${id} created.`;
  const rest = remaining(changes, shown);
  return rest.size === 0
    ? success(commentForm(created))
    : editColumns(editOf(call, group), rest, [created], changes);
}

/** `group/N` and `group/new` with content. RT finds no group by name here. */
export function editGroup(call: Call, { id }: Target, changes: Changes): Outcome {
  if (id === 'new') {
    return createGroup(call, changes);
  }
  const group = /^\d+$/.test(id) ? call.store.groups.get(Number(id)) : undefined;
  return group === undefined
    ? failure(commentForm(`# Group ${id} does not exist.`))
    : editColumns(editOf(call, group), changes);
}
