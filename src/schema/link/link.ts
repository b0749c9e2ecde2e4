import { type LinkKey, linkKeys, linkKinds } from '../../rt/links.js';
import type { TicketLink as LinkOfTicket } from '../../rt/memory.js';
import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart, wantedOf } from '../wanted.js';
import { LinkTarget, linkTarget } from './target.js';

const descriptions: Readonly<Record<LinkKey, string>> = {
  DependsOn: 'This ticket cannot be resolved before the target (RT: DependsOn).',
  DependedOnBy: 'The target cannot be resolved before this ticket (RT: DependedOnBy).',
  RefersTo: 'This ticket refers to the target (RT: RefersTo).',
  ReferredToBy: 'The target refers to this ticket (RT: ReferredToBy).',
  Members: 'The target is a child of this ticket (RT: Members, HasMember).',
  MemberOf: 'The target is the parent of this ticket (RT: MemberOf).',
};

/** The six ways in which tickets are linked. */
export const TicketLinkType = builder.enumType('TicketLinkType', {
  description: 'The type of link, as seen from the ticket.',
  values: Object.fromEntries(
    linkKeys.map((key) => [linkKinds[key].type, { value: key, description: descriptions[key] }]),
  ),
});

/** One link of a ticket. */
const TicketLink = builder.objectRef<LinkOfTicket>('TicketLink').implement({
  description: 'A link from a ticket to another ticket or to a URI.',
  fields: (t) => ({
    type: t.field({
      type: TicketLinkType,
      description: 'The type of link.',
      resolve: (link) => link.key,
    }),
    uri: t.field({
      type: 'URI',
      description:
        'The URI of the target, as RT stores it, e.g. fsck.com-rt://example.com/ticket/12 or https://...',
      resolve: (link) => link.uri,
    }),
    target: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: LinkTarget,
      description: 'The target of the link.',
      resolve: (link, _, context, info) => linkTarget(link, context, wantedOf(info)),
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The target, if it is a ticket that you may see. Null for all other targets.',
      resolve: ({ ticket }, _, { load }, info) =>
        ticket === undefined ? null : orNull(load.object.ticket(ticket, wantedOf(info))),
    }),
  }),
});

builder.objectField(Ticket, 'links', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: [TicketLink],
    description: 'The links to other tickets and to URIs (RT: links). They need no extra request.',
    args: {
      types: t.arg({ type: [TicketLinkType], description: 'Return only links of these types.' }),
    },
    ...needsPart('links'),
    async resolve(ticket, { types }, { load }) {
      const links = await load.links.ofTicket(ticket.id);
      return types ? links.filter(({ key }) => types.includes(key)) : links;
    },
  }),
);

builder.objectField(Ticket, 'blockers', (t) =>
  t.field({
    nullable: { list: true, items: true },
    nullOnlyWithError: [0, 1],
    type: [Ticket],
    description:
      'The active tickets that this ticket depends on. RT rejects resolving the ticket until this list is empty.',
    ...needsPart('links'),
    async resolve(ticket, _, { load }, info) {
      const links = await load.links.ofTicket(ticket.id);
      const numbers = links.flatMap((link) =>
        link.key === 'DependsOn' && link.ticket !== undefined ? [link.ticket] : [],
      );
      const active = await Promise.all(numbers.map((number) => load.isActive(number)));
      const wanted = wantedOf(info);
      return numbers
        .filter((_number, at) => active[at])
        .map((number) => load.object.knownTicket(number, wanted));
    },
  }),
);
