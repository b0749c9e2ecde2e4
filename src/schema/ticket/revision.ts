import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { needsPart } from '../wanted.js';
import { Ticket } from './ticket.js';

/**
 * What changes with every transaction of a ticket, also within one second, which its date of change does not tell: the
 * newest transaction. Null where the caller sees no history.
 */
export async function revisionOf(ticket: number, { load }: Context): Promise<string | null> {
  const newest = (await load.history(ticket)).at(-1);
  return newest === undefined ? null : String(newest.id);
}

builder.objectField(Ticket, 'revision', (t) =>
  t.string({
    nullable: true,
    cost: 1,
    description:
      'Changes with every transaction that you may see, also within one second. Opaque: compare it, or give it back as `ifRevision`. RT lists all transactions of the ticket for it, in one request for all tickets of a page. Null when you may not see the history.',
    ...needsPart('history'),
    resolve: (ticket, _, context) => revisionOf(ticket.id, context),
  }),
);
