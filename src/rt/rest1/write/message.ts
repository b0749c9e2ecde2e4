import { ticketColumns } from '../../columns/ticket.js';
import { transactionColumns as c } from '../../columns/transaction.js';
import { orNull } from '../../or-null.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { MessageValues } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import type { MessageKind } from '../../writes.js';
import { blockedByDependencies } from './blocked.js';
import { noTicket, reread } from './found-ticket.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './judge-write.js';
import { planBody } from './plan-body.js';
import { keptUploads, planFiles } from './plan-files.js';
import { PlanBuilder } from './planned-field.js';
import { shortened } from './shortened.js';
import { comment } from './ticket-requests.js';
import { tooManyPeople } from './too-many-people.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/**
 * The transaction that the message made. RT does not tell, so the newest of its type by this caller is taken;
 * writes on one ticket go one after the other, so another of this server's callers cannot come between.
 */
async function newest(
  ticket: number,
  kind: MessageKind,
  { load }: WriteContext,
): Promise<ShownObject<'transaction'> | undefined> {
  const type = kind === 'comment' ? 'Comment' : 'Correspond';
  const lines = (await load.history(ticket, [type])).slice(-10);
  const wanted = wantColumns(c.creator, c.content, c.timeTaken);
  const [items, { name }] = await Promise.all([
    Promise.all(lines.map(({ id }) => load.object.knownTransaction(id, wanted))),
    load.identity(),
  ]);
  return items.findLast((item) => item.read(c.creator)?.toLowerCase() === name.toLowerCase());
}

/** Adds a comment or a reply to a ticket, and reads back what became of it. */
export async function addMessage(
  number: number,
  kind: MessageKind,
  input: MessageValues,
  context: WriteContext,
): Promise<WriteReport> {
  const plan = new PlanBuilder();
  const body = planBody(plan, input.body);
  const planned = planFiles(plan, input.attachments, context.maxUploadBytes);
  if (body.text === undefined && planned.length === 0 && plan.errors.length === 0) {
    plan.refuse(['body'], 'A message needs a text or a file.', 'REQUIRED');
  }
  if (input.status != null) plan.isLine(['status'], input.status);
  plan.errors.push(...tooManyPeople(['cc'], input.cc), ...tooManyPeople(['bcc'], input.bcc));
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(planned, { hasBody: body.text !== undefined });
  const ticket = await orNull(
    context.load.object.ticket(number, wantColumns(ticketColumns.status)),
  );
  const before = ticket ? await newest(ticket.id, kind, context) : undefined;
  const answer = await comment(
    context.rt,
    ticket?.id ?? number,
    kind,
    [
      ...body.form,
      ...(input.cc?.length ? [{ key: 'Cc', value: input.cc.join(', ') }] : []),
      ...(input.bcc?.length ? [{ key: 'Bcc', value: input.bcc.join(', ') }] : []),
      ...(input.timeWorkedMinutes == null
        ? []
        : [{ key: 'TimeWorked', value: String(input.timeWorkedMinutes) }]),
      ...(input.status == null ? [] : [{ key: 'Status', value: input.status }]),
    ],
    files,
  );
  if (!ticket) return ofUnseen(answer, input);
  return afterWrite(answer, ticket.id, async () => {
    const now = await reread(ticket.id, wantColumns(ticketColumns.status), context);
    const item = now && (await newest(ticket.id, kind, context));
    const made = item !== undefined && item.id !== before?.id;
    const id = ticket.id;
    const transaction = made ? item.id : undefined;
    const after = made ? item.id : undefined;
    const sent = { ticket: id, body: body.text, files };
    const cut = after === undefined ? [] : await shortened({ ...sent, after }, context);
    if (answer instanceof LostAnswer) {
      return made
        ? {
            outcome: cut.length > 0 ? 'PARTIAL' : 'APPLIED',
            refusals: cut,
            messages: [],
            id,
            transaction,
          }
        : { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages: [], id };
    }
    if (answer.status !== 200) {
      const error = wholeRefusal(answer) ?? {
        code: 'RT_REFUSED' as const,
        message: 'RT refused the message.',
        path: [],
        rtMessage: answer.messages[0],
      };
      return { outcome: 'REJECTED', refusals: [error], messages: answer.messages, id };
    }
    const refusals: Refusal[] = [...cut];
    const status = now?.read(ticketColumns.status);
    if (input.status != null && status?.toLowerCase() !== input.status.toLowerCase()) {
      refusals.push({
        code: 'RT_REFUSED',
        message: 'The message was stored, but RT did not change the status.',
        path: ['status'],
        rtMessage: answer.messages[1],
      });
    }
    const minutes = input.timeWorkedMinutes;
    if (minutes != null && made && item.read(c.timeTaken) !== minutes) {
      refusals.push({
        code: 'RT_REFUSED',
        message: 'The message was stored, but RT did not record the time.',
        path: ['timeWorkedMinutes'],
      });
    }
    const result: WriteReport = {
      outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED',
      refusals,
      messages: answer.messages,
      id,
      transaction,
    };
    return blockedByDependencies(result, ticket, input.status, context);
  });
}

/**
 * What became of a message on a ticket that the caller may write to and not see, which RT alone can tell. It looks
 * the same for one that does not exist.
 */
function ofUnseen(
  answer: WriteAnswer | LostAnswer,
  { status, timeWorkedMinutes }: MessageValues,
): WriteReport {
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages: [] };
  }
  if (answer.status !== 200 || wholeRefusal(answer)) return rejected([noTicket(['id'])]);
  const unread = (path: string): Refusal => ({
    code: 'UNKNOWN_OUTCOME',
    message: 'The message was stored, but you may not see whether this change was applied.',
    path: [path],
    rtMessage: answer.messages[1],
  });
  const refusals = [
    ...(status == null ? [] : [unread('status')]),
    ...(timeWorkedMinutes == null ? [] : [unread('timeWorkedMinutes')]),
  ];
  return {
    outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED',
    refusals,
    messages: answer.messages,
  };
}
