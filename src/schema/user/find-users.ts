import { userColumns as c } from '../../rt/columns/user.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import { nothing } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import type { Context } from '../context.js';
import { namedFilter } from '../named-filter.js';
import { namedPage, readRef } from '../named-page.js';
import { UserOrder } from '../order-by.js';
import { personSearchArgs, TicketConnection, ticketPage } from '../ticket/search-page.js';
import { idKey, needs, needsOf, wantedOf } from '../wanted.js';
import { User } from './user.js';
import { userCalled } from './user-called.js';

const UserConnection = connectionOf('User', User, {
  what: 'user',
  totalCount: 'The number of users that match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('user', { id }, wanted),
});

const UserFilter = namedFilter('user');

builder.queryFields((t) => ({
  user: t.field({
    type: User,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One user, by ID, login name or email address. Null, with a NOT_FOUND error, if the user does not exist or if you may not see it. Finding a disabled user by name or address requires the right AdminUsers.',
    args: {
      id: t.arg.id({ description: 'The ID of the user: user/14 or 14.' }),
      name: t.arg.string({
        description:
          'The login name of the user, or the email address or ID (user/14 or 14). If the text is the login name of one user and the address of another, the login name is used.',
      }),
      emailAddress: t.arg({ type: 'EmailAddress', description: 'The email address of the user.' }),
    },
    resolve: (_, { id, name, emailAddress }, { load }, info) =>
      load.object.called('user', readRef('user', { id, name, emailAddress }), wantedOf(info)),
  }),
  users: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: UserConnection,
    ...sizedByPage,
    description:
      'Users. Without a filter, all privileged users. Requires the right AdminUsers; without it, the error is FORBIDDEN.',
    args: {
      filter: t.arg({ type: UserFilter, description: 'The users to return.' }),
      orderBy: t.arg({
        type: UserOrder,
        defaultValue: { field: 'NAME', direction: 'ASC' },
        description: 'The sort order.',
      }),
      ...pageArgs,
    },
    resolve: (_, { filter, orderBy, ...args }, context) =>
      namedPage('user', filter, orderBy, args, context),
  }),
}));

/** The condition that a user is in a role. RT finds a user by name, but takes a name of digits for a number. */
async function inRole(
  role: 'Owner' | 'Requestor',
  name: string,
  context: Context,
): Promise<string> {
  if (!/^\p{Nd}+$/u.test(name)) return `${role}.Name = ${quoteTicketSql(name)}`;
  const id = await userCalled(name, [{ name }], context);
  return `${role === 'Owner' ? role : `${role}.id`} = ${id ?? 0}`;
}

builder.objectFields(User, (t) => ({
  ownedTickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description: 'The tickets that the user owns and that you may see.',
    args: { ...personSearchArgs, ...pageArgs },
    ...needs(c.name),
    async resolve(user, { filter, orderBy, ...args }, context, info) {
      const scope = await inRole('Owner', user.read(c.name), context);
      return ticketPage({ filter, orderBy, scope }, args, context, info);
    },
  }),
  requestedTickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description: 'The tickets of which the user is a requestor and that you may see.',
    args: { ...personSearchArgs, ...pageArgs },
    ...needs(c.name),
    async resolve(user, { filter, orderBy, ...args }, context, info) {
      const scope = await inRole('Requestor', user.read(c.name), context);
      return ticketPage({ filter, orderBy, scope }, args, context, info);
    },
  }),
  webUrl: t.field({
    type: 'URI',
    description: "The URL of the user in RT's web interface.",
    ...needsOf({ ...nothing, ...idKey }),
    resolve: (user, _, { load }) => `${load.webUrl}/User/Summary.html?id=${user.id}`,
  }),
}));
