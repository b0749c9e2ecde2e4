import { endOf } from '../../rest1/write/change-links.js';
import { makerByForm, type TicketMaker } from '../../rest1/write/create-ticket.js';
import { LostAnswer } from '../../rest1/write/write.js';
import type { WriteContext } from '../../rest1/write/write-context.js';
import type { LinkValue, NewTicketValues } from '../../values.js';
import { fieldNumbers } from '../field-numbers.js';
import { keepsMessage } from './fits.js';
import { jsonValues } from './json-values.js';
import { write2 } from './write.js';

/** The way to create a ticket: in one request by REST 2.0, or by REST 1.0 what that would change. */
export async function chooseMaker(
  input: NewTicketValues,
  queue: number,
  { rt }: WriteContext,
): Promise<TicketMaker> {
  if (!keepsMessage(input)) return makerByForm;
  const named = input.customFields ?? [];
  if (named.length === 0) return makerByJson(new Map());
  const numbers = await fieldNumbers(rt, queue);
  const areKnown = named.every(({ name }) => numbers?.has(name.toLowerCase()));
  return numbers && areKnown ? makerByJson(numbers) : makerByForm;
}

function makerByJson(numbers: ReadonlyMap<string, number>): TicketMaker {
  return {
    exact: true,
    async create({ queue, fields, body, files, links }, context) {
      const answer = await write2(context.rt, {
        operation: 'ticket',
        method: 'POST',
        path: 'ticket',
        values: {
          Queue: queue,
          // RT takes a name for whichever field of any queue it finds first.
          ...jsonValues(fields, (name) => numbers.get(name.toLowerCase())),
          ...(body.text !== undefined && {
            Content: body.text,
            ContentType: body.isHtml ? 'text/html' : 'text/plain',
          }),
          ...(await linkValues(links, context)),
        },
        files,
      });
      if (answer instanceof LostAnswer) return answer;
      return { answer, number: answer.status === 200 ? answer.made : undefined };
    },
  };
}

/** Links by REST 2.0's names, which are those of RT's lists. */
export async function linkValues(
  links: readonly LinkValue[],
  context: WriteContext,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const lists: Record<string, string[]> = {};
  for (const { type, target } of links) {
    const { to } = await endOf(target, context);
    lists[type] = [...(lists[type] ?? []), to];
  }
  return lists;
}
