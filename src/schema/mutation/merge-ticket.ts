import { merge } from '../../rt/operations/tickets.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './settle.js';
import { notFound } from './update-ticket.js';

const MergeTicketInput = builder.inputType('MergeTicketInput', {
  description: 'Two tickets that become one.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Disappears.' }),
    intoId: t.id({ required: true, description: 'Survives.' }),
  }),
});

async function mergeTickets(source: number, target: number, context: Context): Promise<Result> {
  const { load } = context;
  const [from, into] = await Promise.all([
    orNull(load.object.ticket(source)),
    orNull(load.object.ticket(target)),
  ]);
  if (!from) return rejected([notFound([])]);
  if (!into) return rejected([{ ...notFound([]), path: ['intoId'] }]);
  if (from.id === into.id) {
    return rejected(
      [{ code: 'INVALID', message: 'The two are one ticket already.', path: ['intoId'] }],
      into.id,
    );
  }
  const answer = await merge(context.rt, from.id, into.id);
  return afterWrite(answer, into.id, async () => {
    load.forget();
    // A merged ticket answers as its target, in every language.
    const done = (await orNull(load.object.ticket(from.id)))?.id === into.id;
    const id = into.id;
    if (done) {
      const messages = answer instanceof LostAnswer ? [] : answer.messages;
      return { outcome: 'APPLIED', userErrors: [], messages, id };
    }
    if (answer instanceof LostAnswer) {
      return { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [], id };
    }
    const error = wholeRefusal(answer) ?? {
      code: 'RT_REFUSED' as const,
      message: 'RT did not merge the tickets.',
      path: [],
      rtMessage: answer.messages[0],
    };
    return { outcome: 'REJECTED', userErrors: [error], messages: answer.messages, id };
  });
}

builder.mutationField('mergeTicket', (t) =>
  t.field({
    nullable: true,
    type: ticketPayload(
      'MergeTicketPayload',
      'The surviving ticket. Null when there is none that you may see.',
    ),
    description:
      "Irreversible. The source ticket's number then answers with the target (RT: merge). Null only with an error.",
    args: { input: t.arg({ type: MergeTicketInput, required: true, description: 'The two.' }) },
    resolve(_, { input }, context) {
      const tickets = [readIdOf('ticket', input.id), readIdOf('ticket', input.intoId)] as const;
      return guarded(context, { name: 'mergeTicket', input, tickets }, () =>
        mergeTickets(...tickets, context),
      );
    },
  }),
);
