import { ticketColumns as c } from '../../columns/ticket.js';
import { orNull } from '../../or-null.js';
import { rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { TicketEdit } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import { blockedByDependencies } from './blocked.js';
import { changedSince, seenColumns } from './changed-since.js';
import { noTicket, reread } from './found-ticket.js';
import { afterWrite, judgeLost, judgeWrite, readBack } from './judge-write.js';
import { changedColumns, planTicket } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates } from './reread-dates.js';
import { editTicket as postEdit } from './ticket-requests.js';
import { LostAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** A ticket that can be written to, and what would be written. */
export interface PreparedEdit {
  readonly id: number;
  /** The ticket before the write, with what the fields are about. */
  readonly before: ShownObject<'ticket'>;
  readonly fields: readonly PlannedField[];
}

/**
 * Reads the ticket, checks that it is the one the client saw, and plans the changes. Returns the rejection
 * instead where anything is wrong; RT has then not been asked to write.
 */
export async function prepareEdit(
  { id, changes, ...seen }: TicketEdit,
  context: WriteContext,
): Promise<PreparedEdit | WriteReport> {
  const wanted = wantColumns(c.queue, ...seenColumns(seen), ...changedColumns(changes));
  const ticket = await orNull(context.load.object.ticket(id, wanted));
  if (!ticket) return rejected([noTicket(['id'])]);
  const conflict = await changedSince(ticket, seen, context);
  if (conflict) return rejected([conflict], ticket.id);
  const target = { path: ['changes'], queue: ticket.read(c.queue), creating: false };
  const plan = await planTicket(changes, target, context);
  if (plan.errors.length > 0) return rejected(plan.errors, ticket.id);
  return { id: ticket.id, before: ticket, fields: plan.fields };
}

/** Changes one ticket, and reads back what became of each value. */
export async function editTicket(edit: TicketEdit, context: WriteContext): Promise<WriteReport> {
  const prepared = await prepareEdit(edit, context);
  if ('outcome' in prepared) return prepared;
  const { id, before, fields } = prepared;
  if (fields.length === 0) return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
  const answer = await postEdit(
    context.rt,
    id,
    fields.flatMap((field) => field.form),
  );
  return afterWrite(answer, id, async () => {
    const now = await rereadDates(id, fields, context, () => reread(id, readBack(fields), context));
    const report =
      answer instanceof LostAnswer
        ? judgeLost(answer, fields, now)
        : judgeWrite(answer, fields, now, before);
    return { ...(await blockedByDependencies(report, before, edit.changes.status, context)), id };
  });
}
