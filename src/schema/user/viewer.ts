import type { Identity } from '../../rt/connection/login.js';
import { unknownClockError } from '../../rt/dates/caller-zone.js';
import { RtBadReplyError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { pageArgs, sizedByPage } from '../connection.js';
import { personSearchArgs, TicketConnection, ticketPage } from '../ticket/search-page.js';
import { wantedOf } from '../wanted.js';
import { User } from './user.js';

/** Whoever the request's credentials belong to. */
const Viewer = builder.objectRef<Identity>('Viewer').implement({
  description: 'The RT user whose credentials the request uses.',
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
        "The viewer's IANA time zone, in which the dates that RT sends without a zone are read. An offset such as +05:30 if the server knows only the current offset.",
      async resolve({ zone }) {
        await zone.prepare();
        if (!zone.isClockKnown) throw new RtBadReplyError(unknownClockError);
        return zone.name;
      },
    }),
    ownedTickets: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: TicketConnection,
      ...sizedByPage,
      description: 'The tickets that the viewer owns.',
      args: { ...personSearchArgs, ...pageArgs },
      resolve: (_, { filter, orderBy, ...args }, context, info) =>
        ticketPage({ filter, orderBy, scope: "Owner = '__CurrentUser__'" }, args, context, info),
    }),
    requestedTickets: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: TicketConnection,
      ...sizedByPage,
      description: 'The tickets of which the viewer is a requestor.',
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
      description: "The tickets that the viewer bookmarked in RT's web interface.",
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
    description: 'The RT user whose credentials the request uses.',
    resolve: (_, _args, { load }) => load.identity(),
  }),
);
