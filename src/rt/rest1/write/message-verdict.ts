import { transactionColumns as c } from '../../columns/transaction.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { MessageValues } from '../../values.js';
import { noTicket } from './found-ticket.js';
import { unknownOutcome, wholeRefusal } from './judge-write.js';
import { LostAnswer, type WriteAnswer } from './write.js';

/** What of a message that was stored is not as it was meant: the status and the time that went with it. */
export function unstored(
  input: MessageValues,
  {
    status,
    item,
    messages,
  }: {
    /** The ticket's after the message. */
    readonly status: string | undefined;
    readonly item: ShownObject<'transaction'> | undefined;
    /** RT's words, none where its answer was lost. */
    readonly messages: readonly string[];
  },
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (input.status != null && status?.toLowerCase() !== input.status.toLowerCase()) {
    refusals.push({
      code: 'RT_REFUSED',
      message: 'The message was stored, but RT did not change the status.',
      path: ['status'],
      rtMessage: messages[1],
    });
  }
  const minutes = input.timeWorkedMinutes;
  if (minutes != null && item && item.read(c.timeTaken) !== minutes) {
    refusals.push({
      code: 'RT_REFUSED',
      message: 'The message was stored, but RT did not record the time.',
      path: ['timeWorkedMinutes'],
    });
  }
  return refusals;
}

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
