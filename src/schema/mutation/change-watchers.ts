import { WatcherRole } from '../ticket/watcher.js';
import { ticketMutation } from './frame.js';

ticketMutation('changeTicketWatchers', {
  description:
    'Adds watchers to a role of a ticket and removes others. Watchers that are not named are kept, including those that RT does not list: people with disabled accounts, and groups, which RT lists as their members. RT replaces whole lists, so the server reads the list, changes it and sends it back.',
  inputDescription: 'The ticket, the role, and the people to add to it or remove from it.',
  fields: (t) => ({
    role: t.field({ type: WatcherRole, required: true, description: 'The role to change.' }),
    add: t.field({ type: ['EmailAddress'], description: 'The email addresses to add.' }),
    remove: t.field({ type: ['EmailAddress'], description: 'The email addresses to remove.' }),
  }),
  run: (changes, { rt, id, selected }) => rt.changeWatchers(id, changes, selected),
});
