import { orNull } from '../../or-null.js';
import { rejected, type WriteReport } from '../../report.js';
import { noTicket } from './found-ticket.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './judge-write.js';
import { merge } from './ticket-requests.js';
import { LostAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** Merges one ticket into another. A merged ticket answers as the other one, in every language. */
export async function mergeTicket(
  source: number,
  target: number,
  context: WriteContext,
): Promise<WriteReport> {
  const { load } = context;
  const [from, into] = await Promise.all([
    orNull(load.object.ticket(source)),
    orNull(load.object.ticket(target)),
  ]);
  if (!from) return rejected([noTicket(['id'])]);
  if (!into) return rejected([noTicket(['intoId'])]);
  const { id } = into;
  if (from.id === id) {
    const message = 'These tickets are already merged into one.';
    return rejected([{ code: 'INVALID', message, path: ['intoId'] }], id);
  }
  const answer = await merge(context.rt, from.id, id);
  return afterWrite(answer, id, async () => {
    load.forget();
    const isDone = (await orNull(load.object.ticket(from.id)))?.id === id;
    const messages = answer instanceof LostAnswer ? [] : answer.messages;
    if (isDone) return { outcome: 'APPLIED', refusals: [], messages, id };
    if (answer instanceof LostAnswer) {
      return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages, id };
    }
    const refusal = wholeRefusal(answer) ?? {
      code: 'RT_REFUSED' as const,
      message: 'RT did not merge the tickets.',
      path: [],
      rtMessage: answer.messages[0],
    };
    return { outcome: 'REJECTED', refusals: [refusal], messages, id };
  });
}
