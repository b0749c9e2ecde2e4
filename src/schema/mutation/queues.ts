import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation } from './named-mutation.js';

createMutation('queue', {
  description: 'Creates a queue (RT: queue/new). Needs the right AdminQueue.',
  inputDescription: 'A new queue.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'RT: Name. RT refuses one of digits only.' }),
    ...namedFields(t, 'queue', 'create'),
  }),
  read: (values) => ({ values: { ...values } }),
});

updateMutation('queue', {
  description: 'Changes a queue (RT: queue/edit). Needs the right AdminQueue.',
  inputDescription: 'Changes to a queue.',
  fields: (t) => ({
    name: t.string({ description: 'RT: Name.' }),
    ...namedFields(t, 'queue', 'update'),
  }),
  read: (values) => ({ values: { ...values } }),
});
