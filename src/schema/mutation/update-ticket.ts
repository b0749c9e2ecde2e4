import { nothing, type Wanted, wantBoth, wantColumns } from '../../loaders/columns.js';
import type { Column } from '../../rt/column.js';
import { type PrintedDate, readPrintedDate } from '../../rt/dates.js';
import { editTicket } from '../../rt/operations/tickets.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { ticketColumns as c } from '../../rt/records/ticket.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import type { TicketObject } from '../ticket/ticket.js';
import { blockedByDependencies } from './blocked.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { changedColumns, planTicket } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates } from './reread-dates.js';
import { afterWrite, readBack, settle, settleLost } from './settle.js';
import { TicketChanges, type TicketChangesInput } from './ticket-input.js';
import type { UserErrorData } from './user-error.js';

const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description: 'Changes to one ticket.',
  fields: (t) => ({
    idempotencyKey: t.string({
      description: 'Replays within 24 h return the first result instead of a second write.',
    }),
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    changes: t.field({ type: TicketChanges, required: true, description: 'What to change.' }),
    ifUpdatedAt: t.field({
      type: 'DateTime',
      description:
        "Refuse with CONFLICT when the ticket's updatedAt differs. Checked just before the write; RT has no lock.",
    }),
  }),
});

/** A ticket that can be written to, and what would be written. */
export interface Prepared {
  readonly id: number;
  /** The ticket before the write, with what the fields are about. */
  readonly before: TicketObject;
  readonly fields: readonly PlannedField[];
}

/**
 * Reads the ticket, checks that it is the one the client saw, and plans the changes. Returns the rejection
 * instead where anything is wrong; RT has then not been asked to write.
 */
export async function prepare(
  id: number,
  changes: TicketChangesInput,
  ifUpdatedAt: Date | null | undefined,
  path: readonly string[],
  context: Context,
): Promise<Prepared | Result> {
  const wanted = wantColumns(
    c.queue,
    ...(ifUpdatedAt == null ? [] : [c.lastUpdated]),
    ...changedColumns(changes),
  );
  const ticket = await orNull(context.load.object.ticket(id, wanted));
  if (!ticket) return rejected([notFound(path)]);
  if (ifUpdatedAt != null && ticket.read(lastUpdated)?.precision !== 'second') {
    return rejected(
      [
        {
          code: 'INVALID',
          message:
            'RT prints dates without seconds here ($DateTimeFormat), so changes within a minute or day cannot be seen. Leave ifUpdatedAt out.',
          path: [...path, 'ifUpdatedAt'],
        },
      ],
      ticket.id,
    );
  }
  if (ifUpdatedAt != null && !sameSecond(ticket, ifUpdatedAt)) {
    return rejected(
      [
        {
          code: 'CONFLICT',
          message: 'The ticket has changed since it was read.',
          path: [...path, 'ifUpdatedAt'],
        },
      ],
      ticket.id,
    );
  }
  const plan = await planTicket(
    changes,
    { path: [...path, 'changes'], queue: ticket.read(c.queue), creating: false },
    context,
  );
  if (plan.errors.length > 0) return rejected(plan.errors, ticket.id);
  return { id: ticket.id, before: ticket, fields: plan.fields };
}

/** The ticket after a write, with what the fields need and the payload selects; undefined when the caller may no longer see it. */
export async function reread(
  id: number,
  wanted: Wanted,
  { load, selected = nothing }: Context,
): Promise<TicketObject | undefined> {
  load.forget();
  return (await orNull(load.object.ticket(id, wantBoth(wanted, selected)))) ?? undefined;
}

export function notFound(path: readonly string[]): UserErrorData {
  return {
    code: 'NOT_FOUND',
    message: 'There is no such ticket, or you may not see it.',
    path: [...path, 'id'],
  };
}

/** The date of the last change, and how much of it RT prints. */
const lastUpdated: Column<PrintedDate | undefined> = {
  ...c.lastUpdated,
  read: (text, zone) => readPrintedDate(text, zone),
};

function sameSecond(ticket: TicketObject, date: Date): boolean {
  const updated = ticket.read(c.lastUpdated)?.getTime() ?? 0;
  return Math.floor(updated / 1000) === Math.floor(date.getTime() / 1000);
}

async function update(input: typeof UpdateTicketInput.$inferInput, context: Context) {
  const prepared = await prepare(
    readIdOf('ticket', input.id),
    input.changes,
    input.ifUpdatedAt,
    [],
    context,
  );
  if ('outcome' in prepared) return prepared;
  const { id, before, fields } = prepared;
  if (fields.length === 0)
    return { outcome: 'UNCHANGED', userErrors: [], messages: [], id } as const;
  const form = fields.flatMap((field) => field.form);
  const answer = await editTicket(context.rt, id, form);
  return afterWrite(answer, id, async () => {
    const now = await rereadDates(id, fields, context, () => reread(id, readBack(fields), context));
    const result =
      answer instanceof LostAnswer
        ? settleLost(answer, fields, now)
        : settle(answer, fields, now, before);
    return { ...(await blockedByDependencies(result, before, input.changes.status, context)), id };
  });
}

builder.mutationField('updateTicket', (t) =>
  t.field({
    nullable: true,
    type: ticketPayload('UpdateTicketPayload'),
    description:
      'Changes one ticket (RT: ticket/edit). RT applies what it can; userErrors says what it did not. Null only with an error.',
    args: {
      input: t.arg({ type: UpdateTicketInput, required: true, description: 'The changes.' }),
    },
    resolve: (_, { input }, context, info) =>
      guarded(
        context,
        {
          name: 'updateTicket',
          key: input.idempotencyKey,
          input,
          tickets: [readIdOf('ticket', input.id)],
          info,
        },
        (own) => update(input, own),
      ),
  }),
);
