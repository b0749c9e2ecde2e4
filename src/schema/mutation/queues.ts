import { createMutation, updateMutation } from './named-mutation.js';

createMutation('queue', {
  description: 'Creates a queue (RT: queue/new). Needs the right AdminQueue.',
  inputDescription: 'A new queue.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'RT: Name. RT refuses one of digits only.' }),
    description: t.string({ description: 'RT: Description.' }),
    correspondAddress: t.field({ type: 'EmailAddress', description: 'RT: CorrespondAddress.' }),
    commentAddress: t.field({ type: 'EmailAddress', description: 'RT: CommentAddress.' }),
    isSlaDisabled: t.boolean({ description: 'RT: SLADisabled.' }),
  }),
  read: (values) => ({ values: { ...values } }),
});

updateMutation('queue', {
  description: 'Changes a queue (RT: queue/edit). Needs the right AdminQueue.',
  inputDescription: 'Changes to a queue.',
  fields: (t) => ({
    name: t.string({ description: 'RT: Name.' }),
    description: t.string({ description: 'RT: Description.' }),
    correspondAddress: t.field({ type: 'EmailAddress', description: 'RT: CorrespondAddress.' }),
    commentAddress: t.field({ type: 'EmailAddress', description: 'RT: CommentAddress.' }),
    isDisabled: t.boolean({ description: 'RT: Disabled.' }),
    isSlaDisabled: t.boolean({ description: 'RT: SLADisabled.' }),
  }),
  read: (values) => ({ values: { ...values } }),
});
