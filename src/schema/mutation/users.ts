import type { NamedValues } from '../../rt/values.js';
import { builder } from '../builder.js';
import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation, type Written } from './named-mutation.js';

const UserFieldsInput = builder.inputType('UserFieldsInput', {
  description: 'The fields of a user. Omitted fields stay unchanged; null clears a field.',
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
  description: 'Creates a user (RT: user/new). Requires the right AdminUsers.',
  inputDescription: 'The user to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The login name (RT: Name).' }),
    password: t.string({
      description: 'The new password (RT: Password). It is never returned and never logged.',
    }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields to set.' }),
  }),
  read: readUser,
});

updateMutation('user', {
  description: 'Changes a user (RT: user/edit). Requires the right AdminUsers.',
  inputDescription: 'The user to change, and the new values.',
  fields: (t) => ({
    name: t.string({ description: 'The new login name (RT: Name).' }),
    password: t.string({
      description: 'The new password (RT: Password). It is never returned and never logged.',
    }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields to set.' }),
  }),
  read: readUser,
});
