import { WatcherRole } from '../ticket/watcher.js';
import { ticketMutation } from './frame.js';

ticketMutation('changeTicketWatchers', {
  description:
    'Adds and removes watchers without resending the list. Read-modify-write; other watchers are kept. A group that watches is listed by RT as its members, and becomes them. RT does not list watchers whose accounts are disabled, so they are dropped from the role unless `add` names them.',
  inputDescription: 'People to add to a role, and people to remove from it.',
  fields: (t) => ({
    role: t.field({ type: WatcherRole, required: true, description: 'The role.' }),
    add: t.field({ type: ['EmailAddress'], description: 'Addresses to add.' }),
    remove: t.field({ type: ['EmailAddress'], description: 'Addresses to remove.' }),
  }),
  run: (changes, { rt, id, selected }) => rt.changeWatchers(id, changes, selected),
});
