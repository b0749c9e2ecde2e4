import { WatcherRole } from '../ticket/watcher.js';
import { ticketMutation } from './frame.js';

ticketMutation('changeTicketWatchers', {
  description:
    'Adds and removes watchers without resending the list. RT replaces whole lists, so the list is read, changed and sent; other watchers are kept, also those whom RT does not list: people with disabled accounts, and groups, which RT lists as their members.',
  inputDescription: 'People to add to a role, and people to remove from it.',
  fields: (t) => ({
    role: t.field({ type: WatcherRole, required: true, description: 'The role.' }),
    add: t.field({ type: ['EmailAddress'], description: 'Addresses to add.' }),
    remove: t.field({ type: ['EmailAddress'], description: 'Addresses to remove.' }),
  }),
  run: (changes, { rt, id, selected }) => rt.changeWatchers(id, changes, selected),
});
