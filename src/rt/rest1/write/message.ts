import { ticketColumns } from '../../columns/ticket.js';
import { NotFoundError, RtBadReplyError, RtError } from '../../errors.js';
import { byId } from '../../object-spec.js';
import type { Refusal, WriteReport } from '../../report.js';
import { ShownObject } from '../../shown-object.js';
import type { MessageValues } from '../../values.js';
import { nothing, type Wanted, wantColumns } from '../../wanted.js';
import type { MessageKind } from '../../writes.js';
import { partsAfter, showWithNewestAttachment } from '../read/newest-attachment.js';
import { ShownForm } from '../shown-form.js';
import { blockedByDependencies } from './blocked.js';
import { candidatesAmong, findMessage } from './find-message.js';
import { reread } from './found-ticket.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './judge-write.js';
import { ofUnseen, unstored } from './message-verdict.js';
import { planMessage } from './plan-message.js';
import { shortened } from './shortened.js';
import { comment } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** The ticket before a message, null if it is hidden, and RT's newest attachment. */
async function beforeMessage(
  number: number,
  { rt }: WriteContext,
): Promise<{ readonly ticket: ShownObject<'ticket'> | null; readonly newest: number }> {
  const { status } = ticketColumns;
  const { shown, newest } = await showWithNewestAttachment(rt, byId('ticket', number), [
    status.key,
  ]);
  if (shown instanceof NotFoundError) return { ticket: null, newest };
  if (shown instanceof RtError) throw shown;
  const form = shown && new ShownForm(shown);
  if (form?.number === undefined)
    throw new RtBadReplyError('RT returned a ticket without a number.');
  return { ticket: new ShownObject('ticket', { id: form.number, values: form.texts }), newest };
}

/** Adds a comment or a reply to a ticket, and reads back what became of it. */
export async function addMessage(
  number: number,
  kind: MessageKind,
  input: MessageValues,
  context: WriteContext & { readonly selectedItem?: Wanted | undefined },
): Promise<WriteReport> {
  const message = await planMessage(input, context);
  if ('outcome' in message) return message;
  const { body, files } = message;
  const { ticket, newest } = await beforeMessage(number, context);
  const answer = told(
    await comment(
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
    ),
  );
  if (!ticket) return ofUnseen(answer, input);
  return afterWrite(answer, ticket.id, async () => {
    const { id } = ticket;
    const isLost = answer instanceof LostAnswer;
    const refusal = isLost ? undefined : refusalOf(answer);
    if (!isLost && refusal) {
      return { outcome: 'REJECTED', refusals: [refusal], messages: answer.messages, id };
    }
    const sent = { ticket: id, kind, body, files, newest };
    const parts = await partsAfter(context.rt, newest);
    const [now, candidates] = await Promise.all([
      reread(id, wantColumns(ticketColumns.status), context),
      candidatesAmong(parts, sent, context.selectedItem ?? nothing, context),
    ]);
    const item = await findMessage(sent, candidates, !isLost, context);
    const transaction = item?.id;
    const cut = item
      ? await shortened({ ticket: id, body: body.text, files, after: item.id }, context)
      : [];
    if (isLost && !item) {
      return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages: [], id };
    }
    const status = now?.read(ticketColumns.status);
    const messages = isLost ? [] : answer.messages;
    const refusals = [...cut, ...unstored(input, { status, item, answer })];
    const result: WriteReport = {
      outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED',
      refusals,
      messages,
      id,
      transaction,
    };
    return blockedByDependencies(result, ticket, input.status, context);
  });
}

/** Why RT did not store a message; undefined where it did. */
function refusalOf(answer: WriteAnswer): Refusal | undefined {
  const whole = wholeRefusal(answer);
  if (whole || answer.status === 200) return whole;
  const rtMessage = answer.messages[0];
  return { code: 'RT_REFUSED', message: 'RT rejected the message.', path: [], rtMessage };
}

/** RT says to a message what became of it. Any other answer is not RT's, or that of a part of it that failed. */
function told(answer: WriteAnswer | LostAnswer): WriteAnswer | LostAnswer {
  if (answer instanceof LostAnswer) return answer;
  return answer.messages.length > 0 && answer.status < 500
    ? answer
    : new LostAnswer(new RtBadReplyError('RT did not report whether it stored the message.'));
}
