import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

/** A person on a ticket, by address. */
export const TicketWatcher = builder.objectRef<string>('TicketWatcher').implement({
  description:
    'A person who watches a ticket. Watchers are listed by address only, and groups as their members.',
  fields: (t) => ({
    emailAddress: t.field({
      type: 'EmailAddress',
      description: 'The address, as RT lists it. It costs nothing.',
      resolve: (address) => address,
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The RT user of this address. Null when this address has no RT user that you may see.',
      resolve: (emailAddress, _, { load }, info) =>
        orNull(load.object.named('user', { emailAddress }, wantedOf(info))),
    }),
  }),
});

/** The roles that watchers have on a ticket. */
export const WatcherRole = builder.enumType('WatcherRole', {
  description: 'A role that people have on a ticket.',
  values: {
    REQUESTOR: { value: 'Requestors', description: 'Asked for it (RT: Requestors).' },
    CC: { value: 'Cc', description: 'Gets a copy of public replies (RT: Cc).' },
    ADMIN_CC: {
      value: 'AdminCc',
      description: 'Gets a copy of replies and comments (RT: AdminCc).',
    },
  } as const,
});
