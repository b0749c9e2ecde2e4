import { InvalidInputError } from '../../rt/errors.js';
import { editTickets } from '../../rt/operations/tickets.js';
import { LostAnswer, type WriteAnswer } from '../../rt/operations/write.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { Ticket } from '../ticket/ticket.js';
import { wantedOf } from '../wanted.js';
import { blockedByDependencies } from './blocked.js';
import { guarded } from './guard.js';
import { barePayload, MutationOutcome, type Outcome, type Result } from './payload.js';
import { rereadDates } from './reread-dates.js';
import { afterWrite, readBack, settle, settleLost } from './settle.js';
import { TicketChanges } from './ticket-input.js';
import { prepare } from './update-ticket.js';
import { UserError } from './user-error.js';

const mostTickets = 100;

const TicketUpdate = builder.inputType('TicketUpdate', {
  description: 'Changes to one of many tickets.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    changes: t.field({ type: TicketChanges, required: true, description: 'What to change.' }),
    ifUpdatedAt: t.field({
      type: 'DateTime',
      description: "Refuse with CONFLICT when the ticket's updatedAt differs.",
    }),
  }),
});

const UpdateTicketsInput = builder.inputType('UpdateTicketsInput', {
  description: 'Changes to many tickets.',
  fields: (t) => ({
    idempotencyKey: t.string({
      description: 'Replays within 24 h return the first result instead of a second write.',
    }),
    tickets: t.field({
      type: [TicketUpdate],
      required: true,
      description: `At most ${mostTickets}, each ticket once.`,
    }),
  }),
});

type TicketResult = NonNullable<Result['results']>[number];

const TicketUpdateResult = builder.objectRef<TicketResult>('TicketUpdateResult').implement({
  description: 'What became of one of many tickets.',
  fields: (t) => ({
    id: t.id({ description: 'The ticket, as in the input.', resolve: ({ id }) => `ticket/${id}` }),
    outcome: t.field({
      type: MutationOutcome,
      description: 'How much was done to this ticket.',
      resolve: (result) => result.outcome,
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket after the write. Null when there is none that you may see.',
      resolve: ({ id }, _, { load }, info) => orNull(load.object.ticket(id, wantedOf(info))),
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'What was not done to this ticket; paths start inside `input`.',
      resolve: (result) => result.userErrors,
    }),
  }),
});

const UpdateTicketsPayload = barePayload('UpdateTicketsPayload');

builder.objectField(UpdateTicketsPayload, 'results', (t) =>
  t.field({
    type: [TicketUpdateResult],
    description: 'One per input, same order.',
    resolve: ({ results }) => results ?? [],
  }),
);

/** RT's answer to one of many forms: the form it sent back about that ticket, else its word of success. */
function answerFor(id: number, answer: WriteAnswer): WriteAnswer {
  const own = answer.forms.filter(
    (form) => form.id === `ticket/${id}` || form.messages.some((line) => aboutTicket(line) === id),
  );
  const messages = own.flatMap((form) =>
    form.id === '' ? form.messages.filter((line) => aboutTicket(line) === id) : form.messages,
  );
  return { ...answer, empty: false, messages, forms: own };
}

function aboutTicket(line: string): number | undefined {
  const number = /^(?:Ticket (\d+) |You are not allowed to .* ticket (\d+)\.$)/.exec(line);
  return number ? Number(number[1] ?? number[2]) : undefined;
}

/** Two numbers may lead to one ticket, since it was merged: RT would change it twice, in any order. */
function refuseRepeats(tickets: readonly { readonly id?: number | undefined }[]): void {
  const seen = new Set<number>();
  for (const { id } of tickets) {
    if (id === undefined) continue;
    if (seen.has(id)) {
      throw new InvalidInputError(
        `Each ticket may appear only once in the list. Two of its IDs are ticket/${id}, which another ticket was merged into.`,
      );
    }
    seen.add(id);
  }
}

async function update(
  tickets: readonly (typeof TicketUpdate.$inferInput)[],
  ids: readonly number[],
  context: Context,
): Promise<Result> {
  const prepared = await Promise.all(
    tickets.map((ticket, at) =>
      prepare(ids[at] ?? 0, ticket.changes, ticket.ifUpdatedAt, ['tickets', String(at)], context),
    ),
  );
  refuseRepeats(prepared);
  const forms = prepared.flatMap((one) =>
    'outcome' in one || one.fields.length === 0
      ? []
      : [{ id: one.id, fields: one.fields.flatMap((field) => field.form) }],
  );
  const answer = forms.length === 0 ? undefined : await editTickets(context.rt, forms);
  context.load.forget();
  const results = await Promise.all(
    prepared.map(async (one, at): Promise<TicketResult> => {
      const id = ids[at] ?? 0;
      if ('outcome' in one) return { ...one, id };
      if (one.fields.length === 0 || answer === undefined) {
        return { outcome: 'UNCHANGED', userErrors: [], messages: [], id };
      }
      const result = await afterWrite(answer, id, async () => {
        const wanted = readBack(one.fields);
        let first = true;
        const now = await rereadDates(one.id, one.fields, context, async () => {
          // The tickets are read together, unless one of them was written once more.
          if (!first) context.load.forget();
          first = false;
          return (await orNull(context.load.object.ticket(one.id, wanted))) ?? undefined;
        });
        const settled =
          answer instanceof LostAnswer
            ? settleLost(answer, one.fields, now)
            : settle(answerFor(one.id, answer), one.fields, now, one.before);
        return blockedByDependencies(settled, one.before, tickets[at]?.changes.status, context);
      });
      return { ...result, id };
    }),
  );
  return {
    outcome: together(results.map(({ outcome }) => outcome)),
    userErrors: results.flatMap(({ userErrors }) => userErrors),
    messages: answer === undefined || answer instanceof LostAnswer ? [] : answer.messages,
    results,
  };
}

function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (first === undefined) return 'UNCHANGED';
  if (outcomes.every((outcome) => outcome === first)) return first;
  const bad = outcomes.some((outcome) => outcome === 'REJECTED' || outcome === 'PARTIAL');
  return bad ? 'PARTIAL' : 'APPLIED';
}

builder.mutationField('updateTickets', (t) =>
  t.field({
    nullable: true,
    type: UpdateTicketsPayload,
    description:
      'Same or different changes to many tickets in one RT call. Per-ticket results. Null only with an error.',
    args: {
      input: t.arg({ type: UpdateTicketsInput, required: true, description: 'The changes.' }),
    },
    resolve(_, { input }, context) {
      const ids = input.tickets.map(({ id }) => readIdOf('ticket', id));
      if (ids.length > mostTickets) {
        throw new InvalidInputError(`Change at most ${mostTickets} tickets at once.`, {
          limit: { name: 'tickets', allowed: mostTickets, asked: ids.length },
        });
      }
      if (new Set(ids).size < ids.length) {
        throw new InvalidInputError('Each ticket may appear only once in the list.');
      }
      return guarded(
        context,
        { name: 'updateTickets', key: input.idempotencyKey, input, tickets: ids },
        () => update(input.tickets, ids, context),
      );
    },
  }),
);
