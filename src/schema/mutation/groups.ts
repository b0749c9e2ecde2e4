import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation } from './named-mutation.js';

createMutation('group', {
  description: 'Creates a group (RT: group/new). Needs the right AdminGroup.',
  inputDescription: 'A new group.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'RT: Name.' }),
    ...namedFields(t, 'group', 'create'),
  }),
  read: (values) => ({ values: { ...values } }),
});

updateMutation('group', {
  description: 'Changes a group (RT: group/edit). Needs the right AdminGroup.',
  inputDescription: 'Changes to a group.',
  fields: (t) => ({
    name: t.string({ description: 'RT: Name.' }),
    ...namedFields(t, 'group', 'update'),
  }),
  read: (values) => ({ values: { ...values } }),
});
