import type { NamedValues } from '../../rt/values.js';
import { builder } from '../builder.js';
import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation, type Written } from './named-mutation.js';

const UserFieldsInput = builder.inputType('UserFieldsInput', {
  description: 'Fields of a user. Absent = leave, null = clear.',
  fields: (t) => namedFields(t, 'user', 'update'),
});

interface UserInput {
  readonly name?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly fields?: NamedValues | null | undefined;
}

function readUser({ name, password, fields }: UserInput): Written {
  return {
    values: { ...(name !== undefined && { name }), ...fields },
    password,
    pathOf: (value) => (['name', 'password', 'id'].includes(value) ? [value] : ['fields', value]),
  };
}

createMutation('user', {
  description: 'Creates a user (RT: user/new). Needs the right AdminUsers.',
  inputDescription: 'A new user.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
  read: readUser,
});

updateMutation('user', {
  description: 'Changes a user (RT: user/edit). Needs the right AdminUsers.',
  inputDescription: 'Changes to a user.',
  fields: (t) => ({
    name: t.string({ description: 'New login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
  read: readUser,
});
