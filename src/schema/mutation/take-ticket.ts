import { wantColumns } from '../../loaders/columns.js';
import { take } from '../../rt/operations/tickets.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { ticketColumns as c } from '../../rt/records/ticket.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { nobody } from '../ticket/ticket.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './settle.js';
import { notFound, reread } from './update-ticket.js';

async function changeHands(
  ticketId: string,
  action: 'Take' | 'Steal' | 'Untake',
  context: Context,
): Promise<Result> {
  const owner = wantColumns(c.owner);
  const [ticket, { name }] = await Promise.all([
    orNull(context.load.object.ticket(readIdOf('ticket', ticketId), owner)),
    context.load.identity(),
  ]);
  if (!ticket) return rejected([notFound([])]);
  const { id } = ticket;
  const answer = await take(context.rt, id, action);
  return afterWrite(answer, id, async () => {
    const now = await reread(id, owner, context);
    const wanted = action === 'Untake' ? nobody : name;
    const done = now?.read(c.owner) === wanted;
    if (answer instanceof LostAnswer) {
      return done
        ? { outcome: 'APPLIED', userErrors: [], messages: [], id }
        : { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [], id };
    }
    if (answer.status === 200 && done) {
      return { outcome: 'APPLIED', userErrors: [], messages: answer.messages, id };
    }
    const error = wholeRefusal(answer) ?? {
      code: /^Permission Denied/i.test(answer.messages[0] ?? '')
        ? ('FORBIDDEN' as const)
        : ('RT_REFUSED' as const),
      message: 'RT did not change the owner.',
      path: [],
      rtMessage: answer.messages[0],
    };
    return { outcome: 'REJECTED', userErrors: [error], messages: answer.messages, id };
  });
}

for (const [verb, action, description] of [
  ['take', 'Take', 'Makes you the owner of a ticket that belongs to Nobody (RT: Take).'],
  ['untake', 'Untake', 'Gives your ticket back to Nobody (RT: Untake).'],
  ['steal', 'Steal', 'Makes you the owner of a ticket that belongs to somebody else (RT: Steal).'],
] as const) {
  const name = `${action}Ticket`;
  const input = builder.inputType(`${name}Input`, {
    description: 'The ticket.',
    fields: (t) => ({ id: t.id({ required: true, description: 'ticket/17 or 17.' }) }),
  });
  builder.mutationField(`${verb}Ticket`, (t) =>
    t.field({
      nullable: true,
      type: ticketPayload(`${name}Payload`),
      description: `${description} Null only with an error.`,
      args: { input: t.arg({ type: input, required: true, description: 'The ticket.' }) },
      resolve: (_, args, context, info) =>
        guarded(
          context,
          { name, input: args.input, tickets: [readIdOf('ticket', args.input.id)], info },
          (own) => changeHands(args.input.id, action, own),
        ),
    }),
  );
}
