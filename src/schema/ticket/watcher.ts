import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

/** A person on a ticket, by address. */
export const TicketWatcher = builder.objectRef<string>('TicketWatcher').implement({
  description:
    'A person in a role of a ticket. RT lists people by email address only, and lists the members of a group instead of the group.',
  fields: (t) => ({
    emailAddress: t.field({
      type: 'EmailAddress',
      description: 'The email address, as RT lists it. It needs no extra request.',
      resolve: (address) => address,
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The RT user with this address. Null if there is no such user, or if you may not see the user.',
      resolve: (emailAddress, _, { load }, info) =>
        orNull(load.object.named('user', { emailAddress }, wantedOf(info))),
    }),
  }),
});

/** The roles that watchers have on a ticket. */
export const WatcherRole = builder.enumType('WatcherRole', {
  description: 'A role that people can have on a ticket.',
  values: {
    REQUESTOR: {
      value: 'Requestors',
      description: 'People who asked for the ticket (RT: Requestors).',
    },
    CC: { value: 'Cc', description: 'People who receive copies of public replies (RT: Cc).' },
    ADMIN_CC: {
      value: 'AdminCc',
      description:
        'People who receive copies of public replies and internal comments (RT: AdminCc).',
    },
  } as const,
});
