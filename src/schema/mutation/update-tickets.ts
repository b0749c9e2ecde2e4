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
  description: 'One ticket to change, and its new values.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The ID of the ticket: ticket/17 or 17.' }),
    changes: t.field({
      type: TicketChangesInput,
      required: true,
      description: 'The changes to make.',
    }),
    ...seenFields(t),
  }),
});

interface TicketResult extends WriteReport {
  /** As the input gave it. */
  readonly ticketId: string;
}

const TicketUpdateResult = builder.objectRef<TicketResult>('TicketUpdateResult').implement({
  description: 'The result for one ticket.',
  fields: (t) => ({
    ticketId: t.id({
      description: 'The ID of the ticket, as given in the input.',
      resolve: ({ ticketId }) => ticketId,
    }),
    outcome: t.field({
      type: MutationOutcome,
      description:
        'The overall result for this ticket: applied, partly applied, rejected, or nothing to change.',
      resolve: (result) => result.outcome,
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description:
        'The ticket after the write. Null if it does not exist, or if you may not see it.',
      resolve: ({ ticketId }, _, { load }, info) =>
        orNull(load.object.ticket(readIdOf('ticket', ticketId), wantedOf(info))),
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'The changes to this ticket that were not applied. Paths start within `input`.',
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
      description: 'One result for each ticket of the input, in the same order.',
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
    'Changes many tickets, each in its own way, with one request to RT (RT: ticket/edit). Each ticket has a result of its own.',
  inputDescription: 'The tickets to change, and their new values.',
  payload: UpdateTicketsPayload,
  fields: (t) => ({
    tickets: t.field({
      type: [TicketUpdateInput],
      required: true,
      description: `The tickets to change. Up to ${fixedLimits.maxTicketsAtOnce}, each only once.`,
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
