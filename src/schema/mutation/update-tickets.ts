import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';
import { orNull } from '../../rt/or-null.js';
import { type Outcome, reportBelow, type WriteReport } from '../../rt/report.js';
import { builder } from '../builder.js';
import { readIdOf } from '../object-id.js';
import { Ticket } from '../ticket/ticket.js';
import { wantedOf } from '../wanted.js';
import { mutation, unknownReport } from './frame.js';
import { seenFields, TicketChangesInput } from './input/ticket-values.js';
import { MutationOutcome, MutationPayload } from './payload.js';
import { UserError } from './user-error.js';

const TicketUpdateInput = builder.inputType('TicketUpdateInput', {
  description: 'Changes to one of many tickets.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The ticket: ticket/17 or 17.' }),
    changes: t.field({ type: TicketChangesInput, required: true, description: 'What to change.' }),
    ...seenFields(t),
  }),
});

interface TicketResult extends WriteReport {
  /** As the input gave it. */
  readonly ticketId: string;
}

const TicketUpdateResult = builder.objectRef<TicketResult>('TicketUpdateResult').implement({
  description: 'The result for one of many tickets.',
  fields: (t) => ({
    ticketId: t.id({
      description: 'The ticket, as the input gave it.',
      resolve: ({ ticketId }) => ticketId,
    }),
    outcome: t.field({
      type: MutationOutcome,
      description: 'How much was done to this ticket.',
      resolve: (result) => result.outcome,
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket after the write. Null if it does not exist, or you may not see it.',
      resolve: ({ ticketId }, _, { load }, info) =>
        orNull(load.object.ticket(readIdOf('ticket', ticketId), wantedOf(info))),
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'What was not done to this ticket; paths start inside `input`.',
      resolve: (result) => result.refusals,
    }),
  }),
});

interface Results extends WriteReport {
  readonly results: readonly TicketResult[];
}

const UpdateTicketsPayload = builder.objectRef<Results>('UpdateTicketsPayload').implement({
  description: 'The result of updateTickets.',
  interfaces: [MutationPayload],
  fields: (t) => ({
    results: t.field({
      type: [TicketUpdateResult],
      description: 'One per input, same order.',
      resolve: ({ results }) => results,
    }),
  }),
});

function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (first === undefined) return 'UNCHANGED';
  if (outcomes.every((outcome) => outcome === first)) return first;
  const bad = outcomes.some((outcome) => outcome === 'REJECTED' || outcome === 'PARTIAL');
  return bad ? 'PARTIAL' : 'APPLIED';
}

mutation('updateTickets', {
  description:
    'Same or different changes to many tickets in one request to RT. Results per ticket.',
  inputDescription: 'Changes to many tickets.',
  payload: UpdateTicketsPayload,
  fields: (t) => ({
    tickets: t.field({
      type: [TicketUpdateInput],
      required: true,
      description: `The tickets, each once, up to ${fixedLimits.maxTicketsAtOnce}.`,
    }),
  }),
  tickets({ tickets }) {
    const ids = tickets.map(({ id }) => readIdOf('ticket', id));
    if (ids.length > fixedLimits.maxTicketsAtOnce) {
      throw new InvalidInputError(
        `Change at most ${fixedLimits.maxTicketsAtOnce} tickets at once.`,
        {
          limit: { name: 'tickets', allowed: fixedLimits.maxTicketsAtOnce, asked: ids.length },
        },
      );
    }
    if (new Set(ids).size < ids.length) {
      throw new InvalidInputError('Each ticket may appear only once in the list.');
    }
    return ids;
  },
  unknown: ({ tickets }) => ({
    ...unknownReport,
    results: tickets.map(({ id }) => ({ ...unknownReport, ticketId: String(id) })),
  }),
  async run({ tickets }, { rt }, ids) {
    const edits = tickets.map((ticket, at) => ({ ...ticket, id: ids[at] ?? 0 }));
    const { reports, messages } = await rt.editTickets(edits);
    const results = reports.map((report, at) => ({
      ...reportBelow(['tickets', String(at)], report),
      ticketId: tickets[at]?.id ?? '',
    }));
    return {
      outcome: together(results.map(({ outcome }) => outcome)),
      refusals: results.flatMap(({ refusals }) => refusals),
      messages,
      results,
    };
  },
});
