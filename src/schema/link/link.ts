import type { TicketLink as LinkOfTicket } from '../../rt/memory.js';
import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart, wantedOf } from '../wanted.js';
import { LinkTarget, linkTarget } from './target.js';

/** The six ways in which tickets are linked. */
export const TicketLinkType = builder.enumType('TicketLinkType', {
  description: 'How a ticket is linked, seen from that ticket.',
  values: {
    DEPENDS_ON: {
      value: 'DependsOn',
      description: 'This ticket cannot be resolved before the target (RT: DependsOn).',
    },
    DEPENDED_ON_BY: {
      value: 'DependedOnBy',
      description: 'The target cannot be resolved before this ticket (RT: DependedOnBy).',
    },
    REFERS_TO: {
      value: 'RefersTo',
      description: 'This ticket mentions the target (RT: RefersTo).',
    },
    REFERRED_TO_BY: {
      value: 'ReferredToBy',
      description: 'The target mentions this ticket (RT: ReferredToBy).',
    },
    MEMBERS: { value: 'Members', description: 'Child tickets (RT: Members, HasMember).' },
    MEMBER_OF: { value: 'MemberOf', description: 'Parent tickets (RT: MemberOf).' },
  } as const,
});

/** One link of a ticket. */
const TicketLink = builder.objectRef<LinkOfTicket>('TicketLink').implement({
  description: 'A link of a ticket to another ticket, or to anything that has a URI.',
  fields: (t) => ({
    type: t.field({
      type: TicketLinkType,
      description: 'How the two are linked.',
      resolve: (link) => link.key,
    }),
    uri: t.field({
      type: 'URI',
      description: 'The URI RT stores, e.g. fsck.com-rt://example.com/ticket/12 or https://...',
      resolve: (link) => link.uri,
    }),
    target: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: LinkTarget,
      description: 'Where it leads.',
      resolve: (link, _, context, info) => linkTarget(link, context, wantedOf(info)),
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description:
        'Shorthand: the target when it is a ticket you may see. Null for anything else, hidden tickets included.',
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
    description:
      'Links to other tickets and URIs (RT: links). They come with the ticket at no extra request.',
    args: {
      types: t.arg({ type: [TicketLinkType], description: 'Only links of these types.' }),
    },
    ...needsPart('links'),
    async resolve(ticket, { types }, { load }) {
      const links = await load.links.ofTicket(ticket.id);
      return types ? links.filter(({ key }) => types.includes(key)) : links;
    },
  }),
);
