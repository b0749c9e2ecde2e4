import { InvalidInputError } from '../../errors.js';
import { orNull } from '../../or-null.js';
import { type ManyReport, rejected, type WriteReport } from '../../report.js';
import type { TicketEdit } from '../../values.js';
import { blockedByDependencies } from './blocked.js';
import { prepareEdit } from './edit-ticket.js';
import { afterWrite, judgeLost, judgeWrite, readBack } from './judge-write.js';
import { rereadDates } from './reread-dates.js';
import { editTickets as postEdits } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** RT's answer to one of many forms: the form it sent back about that ticket, else its word of success. */
function answerFor(id: number, answer: WriteAnswer): WriteAnswer {
  const own = answer.forms.filter(
    (form) => form.id === `ticket/${id}` || form.messages.some((line) => aboutTicket(line) === id),
  );
  const messages = own.flatMap((form) =>
    form.id === '' ? form.messages.filter((line) => aboutTicket(line) === id) : form.messages,
  );
  return { ...answer, empty: false, messages, forms: own };
}

function aboutTicket(line: string): number | undefined {
  const number = /^(?:Ticket (\d+) |You are not allowed to .* ticket (\d+)\.$)/.exec(line);
  return number ? Number(number[1] ?? number[2]) : undefined;
}

/** Input that is wrong for one ticket is told beside the others' results. */
function refusedInput(error: unknown): WriteReport {
  if (!(error instanceof InvalidInputError)) throw error;
  return rejected([{ code: 'INVALID', message: error.message, path: ['changes'] }]);
}

/** Two numbers may lead to one ticket, since it was merged: RT would change it twice, in any order. */
function refuseRepeats(tickets: readonly { readonly id?: number | undefined }[]): void {
  const seen = new Set<number>();
  for (const { id } of tickets) {
    if (id === undefined) continue;
    if (seen.has(id)) {
      throw new InvalidInputError(
        `Each ticket may appear only once in the list. Two of the IDs lead to ticket/${id}, because another ticket was merged into it.`,
      );
    }
    seen.add(id);
  }
}

/** Changes many tickets by one request, and reads back what became of each value. Paths begin at each ticket. */
export async function editTickets(
  edits: readonly TicketEdit[],
  context: WriteContext,
): Promise<ManyReport> {
  const prepared = await Promise.all(
    edits.map((edit) => prepareEdit(edit, context).catch(refusedInput)),
  );
  refuseRepeats(prepared);
  const forms = prepared.flatMap((one) =>
    'outcome' in one || one.fields.length === 0
      ? []
      : [{ id: one.id, fields: one.fields.flatMap((field) => field.form) }],
  );
  const answer = forms.length === 0 ? undefined : await postEdits(context.rt, forms);
  context.load.forget();
  const reports = await Promise.all(
    prepared.map(async (one, at): Promise<WriteReport> => {
      if ('outcome' in one) return one;
      const { id, fields, before } = one;
      if (fields.length === 0 || answer === undefined) {
        return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
      }
      return afterWrite(answer, id, async () => {
        const wanted = readBack(fields);
        let isFirst = true;
        const now = await rereadDates(id, fields, context, async () => {
          // The tickets are read together, unless one of them was written once more.
          if (!isFirst) context.load.forget();
          isFirst = false;
          return (await orNull(context.load.object.ticket(id, wanted))) ?? undefined;
        });
        const settled =
          answer instanceof LostAnswer
            ? judgeLost(answer, fields, now)
            : judgeWrite(answerFor(id, answer), fields, now, before);
        const status = edits[at]?.changes.status;
        return { ...(await blockedByDependencies(settled, before, status, context)), id };
      });
    }),
  );
  const messages = answer === undefined || answer instanceof LostAnswer ? [] : answer.messages;
  return { messages, reports };
}
