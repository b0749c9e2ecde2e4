import type { Identity } from '../../rt/connection/login.js';
import { builder } from '../builder.js';
import { pageArgs, sizedByPage } from '../connection.js';
import { personSearchArgs, TicketConnection, ticketPage } from '../ticket/search-page.js';
import { wantedOf } from '../wanted.js';
import { User } from './user.js';

/** Whoever the request's credentials belong to. */
const Viewer = builder.objectRef<Identity>('Viewer').implement({
  description: 'The RT user whose credentials this request carries, as RT names them.',
  fields: (t) => ({
    user: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: User,
      description: 'The user.',
      resolve: ({ name }, _, { load }, info) =>
        load.object.knownNamed('user', name, wantedOf(info)),
    }),
    timeZone: t.string({
      nullable: true,
      nullOnlyWithError: true,
      description:
        "IANA zone used to read RT's zoneless dates; an offset such as +05:30 where only the one in force now is known.",
      resolve: ({ zone }) => zone.name,
    }),
    ownedTickets: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: TicketConnection,
      ...sizedByPage,
      description: 'Tickets that the viewer owns.',
      args: { ...personSearchArgs, ...pageArgs },
      resolve: (_, { filter, orderBy, ...args }, context, info) =>
        ticketPage({ filter, orderBy, scope: "Owner = '__CurrentUser__'" }, args, context, info),
    }),
    requestedTickets: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: TicketConnection,
      ...sizedByPage,
      description: 'Tickets that the viewer is a requestor of.',
      args: { ...personSearchArgs, ...pageArgs },
      resolve: (_, { filter, orderBy, ...args }, context, info) =>
        ticketPage(
          { filter, orderBy, scope: "Requestor.id = '__CurrentUser__'" },
          args,
          context,
          info,
        ),
    }),
    bookmarkedTickets: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: TicketConnection,
      ...sizedByPage,
      description: 'Tickets that the viewer bookmarked in the RT web interface.',
      args: { ...personSearchArgs, ...pageArgs },
      resolve: (_, { filter, orderBy, ...args }, context, info) =>
        ticketPage({ filter, orderBy, scope: "id = '__Bookmarked__'" }, args, context, info),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: Viewer,
    description: 'The RT user whose credentials this request carries.',
    resolve: (_, _args, { load }) => load.identity(),
  }),
);
