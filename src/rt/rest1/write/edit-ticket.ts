import { ticketColumns as c } from '../../columns/ticket.js';
import { RtError } from '../../errors.js';
import { orNull } from '../../or-null.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { Seen, TicketEdit } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import { blockedByDependencies } from './blocked.js';
import { changed, changedSince, secondOver, seenColumns } from './changed-since.js';
import { noTicket, reread } from './found-ticket.js';
import { afterWrite, judgeLost, judgeWrite, readBack } from './judge-write.js';
import { changedColumns, planTicket } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates } from './reread-dates.js';
import { editTicket as postEdit } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** A ticket that can be written to, and what would be written. */
export interface PreparedEdit {
  readonly id: number;
  /** The ticket before the write, with what the fields are about. */
  readonly before: ShownObject<'ticket'>;
  readonly fields: readonly PlannedField[];
  /** Those of them that REST 1.0 would change. */
  readonly beyondForms: readonly PlannedField[];
}

/** Writes fields that REST 1.0 would change, once. */
export type ExactEditor = (
  ticket: number,
  fields: readonly PlannedField[],
  seen: Seen,
) => Promise<WriteAnswer | LostAnswer>;

/**
 * Reads the ticket, checks that it is the one the client saw, and plans the changes. Returns the rejection
 * instead where anything is wrong; RT has then not been asked to write.
 */
export async function prepareEdit(
  { id, changes, ...seen }: TicketEdit,
  context: WriteContext,
  options: { readonly exact?: boolean } = {},
): Promise<PreparedEdit | WriteReport> {
  await secondOver(seen, context);
  const wanted = wantColumns(c.queue, ...seenColumns(seen), ...changedColumns(changes));
  const ticket = await orNull(context.load.object.ticket(id, wanted));
  if (!ticket) return rejected([noTicket(['id'])]);
  const conflict = await changedSince(ticket, seen, context);
  if (conflict) return rejected([conflict], ticket.id);
  const target = { path: ['changes'], queue: ticket.read(c.queue), creating: false, ...options };
  const plan = await planTicket(changes, target, context);
  if (plan.errors.length > 0) return rejected(plan.errors, ticket.id);
  const beyondForms = plan.fields.filter((field) => !plan.fitsForm(field));
  return { id: ticket.id, before: ticket, fields: plan.fields, beyondForms };
}

/**
 * Changes one ticket, and reads back what became of each value. What REST 1.0 would change goes by `editExactly`, and
 * first, since that can be told the revision.
 */
export async function editTicket(
  edit: TicketEdit,
  context: WriteContext,
  editExactly?: ExactEditor,
): Promise<WriteReport> {
  const prepared = await prepareEdit(edit, context, { exact: editExactly !== undefined });
  if ('outcome' in prepared) return prepared;
  const { id, before, beyondForms } = prepared;
  const exactly = beyondForms.length > 0 ? await editExactly?.(id, beyondForms, edit) : undefined;
  if (exactly && isConflict(exactly)) {
    context.load.forget();
    return rejected([changed(['ifRevision'])], id);
  }
  const fields = exactly ? withWords(prepared, exactly) : prepared.fields;
  if (fields.length === 0) return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
  const plain = fields.filter(({ path }) => !beyondForms.some((one) => one.path === path));
  const form = plain.flatMap((field) => field.form);
  const goesOn = form.length > 0 && !(exactly instanceof LostAnswer);
  const byForm = goesOn
    ? await postEdit(context.rt, id, form).catch((error: unknown) => {
        // What was written before must be told.
        if (!(error instanceof RtError) || exactly === undefined) throw error;
        return error;
      })
    : undefined;
  const unsent = byForm instanceof RtError ? byForm : undefined;
  const answer = both(exactly, byForm instanceof RtError ? undefined : byForm);
  const written = unsent ? fields.filter((field) => !plain.includes(field)) : fields;
  return afterWrite(answer, id, async () => {
    const reading = () => reread(id, readBack(written), context);
    const now = await rereadDates(id, written, context, reading);
    const judged =
      answer instanceof LostAnswer
        ? judgeLost(answer, written, now)
        : judgeWrite(answer, written, now, before);
    const report = unsent ? withUnsent(judged, plain, unsent) : judged;
    return { ...(await blockedByDependencies(report, before, edit.changes.status, context)), id };
  });
}

/** What became of a write whose second half RT was not sent. */
function withUnsent(
  report: WriteReport,
  fields: readonly PlannedField[],
  { message }: RtError,
): WriteReport {
  const isNothing = report.outcome === 'REJECTED' || report.outcome === 'UNCHANGED';
  const refusals = fields.map(({ path }): Refusal => {
    return { code: 'RT_REFUSED', message: `Not sent: ${message}`, path };
  });
  return {
    ...report,
    outcome: isNothing ? 'REJECTED' : 'PARTIAL',
    refusals: [...report.refusals, ...refusals],
  };
}

function isConflict(answer: WriteAnswer | LostAnswer): boolean {
  return !(answer instanceof LostAnswer) && answer.status === 412;
}

/** Fields with what REST 2.0 said, which names none: where it said one thing, that is about all of them. */
function withWords(
  { fields, beyondForms }: PreparedEdit,
  answer: WriteAnswer | LostAnswer,
): readonly PlannedField[] {
  const words = new Set(answer instanceof LostAnswer ? [] : answer.messages);
  const [only, ...others] = words;
  if (others.length > 0) return fields;
  return fields.map((field) =>
    beyondForms.includes(field) ? { ...field, rtMessage: () => only } : field,
  );
}

/** What both ways said. One that was lost leaves all to what is read back. */
function both(
  exactly: WriteAnswer | LostAnswer | undefined,
  byForm: WriteAnswer | LostAnswer | undefined,
): WriteAnswer | LostAnswer {
  if (!exactly) return byForm ?? nothingSaid;
  if (!byForm || exactly instanceof LostAnswer) return exactly;
  if (byForm instanceof LostAnswer) return byForm;
  const messages = [...exactly.messages, ...byForm.messages];
  const isSilent = exactly.empty && byForm.isSilent === true;
  return { ...byForm, empty: exactly.empty && byForm.empty, isSilent, messages };
}

const nothingSaid: WriteAnswer = {
  status: 200,
  empty: true,
  messages: [],
  sentence: '',
  forms: [],
};
