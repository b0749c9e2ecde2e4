import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation } from './named-mutation.js';

createMutation('group', {
  description: 'Creates a group (RT: group/new). Requires the right AdminGroup.',
  inputDescription: 'The group to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the new group (RT: Name).' }),
    ...namedFields(t, 'group', 'create'),
  }),
  read: (values) => ({ values: { ...values } }),
});

updateMutation('group', {
  description: 'Changes a group (RT: group/edit). Requires the right AdminGroup.',
  inputDescription: 'The group to change, and its new values.',
  fields: (t) => ({
    name: t.string({ description: 'The new name (RT: Name).' }),
    ...namedFields(t, 'group', 'update'),
  }),
  read: (values) => ({ values: { ...values } }),
});
