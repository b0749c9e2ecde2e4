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
  totalCount: 'How many users match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('user', { id }, wanted),
});

const UserFilter = namedFilter('user', {
  name: 'Login name (RT: Name).',
  emailAddress: 'Address (RT: EmailAddress).',
  realName: 'Full name (RT: RealName).',
  organization: 'Organization (RT: Organization).',
});

builder.queryFields((t) => ({
  user: t.field({
    type: User,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'A user by ID, login name or email address. Null with a NOT_FOUND error if the user does not exist or you may not see it. Finding a disabled user by name or address needs the RT right AdminUsers.',
    args: {
      id: t.arg.id({ description: 'user/14 or 14.' }),
      name: t.arg.string({
        description:
          'Login name, email address or ID (user/14 or 14). Where one name is the address of somebody else, the login name counts.',
      }),
      emailAddress: t.arg({ type: 'EmailAddress', description: 'Address.' }),
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
      'Search users; without a filter, all privileged ones. Needs the RT right AdminUsers; otherwise error FORBIDDEN.',
    args: {
      filter: t.arg({ type: UserFilter, description: 'Which users.' }),
      orderBy: t.arg({
        type: UserOrder,
        defaultValue: { field: 'NAME', direction: 'ASC' },
        description: 'How to sort them.',
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
    description: 'Tickets that this user owns, as far as you may see them.',
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
    description: 'Tickets that this user is a requestor of, as far as you may see them.',
    args: { ...personSearchArgs, ...pageArgs },
    ...needs(c.name),
    async resolve(user, { filter, orderBy, ...args }, context, info) {
      const scope = await inRole('Requestor', user.read(c.name), context);
      return ticketPage({ filter, orderBy, scope }, args, context, info);
    },
  }),
  webUrl: t.field({
    type: 'URI',
    description: "The user's page in the RT web interface.",
    ...needsOf({ ...nothing, ...idKey }),
    resolve: (user, _, { load }) => `${load.webUrl}/User/Summary.html?id=${user.id}`,
  }),
}));
