import { transactionColumns as c } from '../../columns/transaction.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { MessageValues } from '../../values.js';
import { noTicket } from './found-ticket.js';
import { unknownOutcome, wholeRefusal } from './judge-write.js';
import { LostAnswer, type WriteAnswer } from './write.js';

/**
 * What of a message that was stored is not as it was meant: the time and the status that went with it, and its copies.
 * RT stores the message first, then mails it, and sets the status last. Where its answer was lost it may still be at
 * it, or have stopped, so what is not seen yet is unknown, and so are copies, which nobody sees.
 */
export function unstored(
  input: MessageValues,
  {
    status,
    item,
    answer,
  }: {
    /** The ticket's after the message. */
    readonly status: string | undefined;
    readonly item: ShownObject<'transaction'> | undefined;
    readonly answer: WriteAnswer | LostAnswer;
  },
): readonly Refusal[] {
  const lost = answer instanceof LostAnswer ? unknownOutcome(answer) : undefined;
  const refused = (path: string, message: string, rtMessage?: string): Refusal =>
    lost
      ? { ...lost, message: storedAtLeast, path: [path] }
      : { code: 'RT_REFUSED', message, path: [path], rtMessage };
  const refusals: Refusal[] = [];
  if (input.status != null && status?.toLowerCase() !== input.status.toLowerCase()) {
    const rtMessage = answer instanceof LostAnswer ? undefined : answer.messages[1];
    const message = 'The message was stored, but RT did not change the status.';
    refusals.push(refused('status', message, rtMessage));
  }
  const minutes = input.timeWorkedMinutes;
  // RT notes the time at the message, and adds it to the ticket's when all mails are out.
  const isRecorded = !lost && (!item || item.read(c.timeTaken) === minutes);
  if (minutes != null && !isRecorded) {
    const message = 'The message was stored, but RT did not record the time.';
    refusals.push(refused('timeWorkedMinutes', message));
  }
  if (lost) {
    const copies = (['cc', 'bcc'] as const).filter((name) => input[name]?.length);
    refusals.push(...copies.map((name) => ({ ...lost, message: storedAtLeast, path: [name] })));
  }
  return refusals;
}

const storedAtLeast =
  'The message was stored, but RT may or may not have done this. Read the ticket before you try again, and do not send the message again.';

/**
 * What became of a message on a ticket that the caller may write to and not see, which RT alone can tell. It looks
 * the same for one that does not exist.
 */
export function ofUnseen(
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
