import { namedFields } from './input/named-fields.js';
import { createMutation, updateMutation } from './named-mutation.js';

createMutation('queue', {
  description: 'Creates a queue (RT: queue/new). Requires the right AdminQueue.',
  inputDescription: 'The queue to create.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'The name of the new queue (RT: Name). RT rejects names that consist of digits only.',
    }),
    ...namedFields(t, 'queue', 'create'),
  }),
  read: (values) => ({ values: { ...values } }),
});

updateMutation('queue', {
  description: 'Changes a queue (RT: queue/edit). Requires the right AdminQueue.',
  inputDescription: 'The queue to change, and its new values.',
  fields: (t) => ({
    name: t.string({ description: 'The new name (RT: Name).' }),
    ...namedFields(t, 'queue', 'update'),
  }),
  read: (values) => ({ values: { ...values } }),
});
