import { builder } from '../builder.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart, wantedOf } from '../wanted.js';

builder.objectField(Ticket, 'blockers', (t) =>
  t.field({
    nullable: { list: true, items: true },
    nullOnlyWithError: [0, 1],
    type: [Ticket],
    description:
      'Tickets this one depends on that are still active. RT refuses to resolve while this is not empty.',
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
