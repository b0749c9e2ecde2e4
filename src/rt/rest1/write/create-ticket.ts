import { readName } from '../../name-ref.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { NewTicketValues } from '../../values.js';
import { changeLinks, checkLinks, type LinksDone } from './change-links.js';
import { reread } from './found-ticket.js';
import { afterWrite, readBack, unfulfilled, unknownOutcome } from './judge-write.js';
import { planBody } from './plan-body.js';
import { keptUploads, planFiles } from './plan-files.js';
import { findQueue, planTicket } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates, unseenDates } from './reread-dates.js';
import { shortened } from './shortened.js';
import { createTicket as postTicket } from './ticket-requests.js';
import { LostAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

const noLinks: LinksDone = { refusals: [], messages: [], changed: 0 };

const noQueue: Refusal = {
  code: 'NOT_FOUND',
  message: 'The queue does not exist, or you may not see it.',
  path: ['queue'],
};

/**
 * A queue that the caller cannot see, as RT is told of it. What can neither be planned nor be read back without
 * seeing it, custom fields and links, is not sent there.
 */
function hiddenQueue({ queue, customFields, links }: NewTicketValues) {
  if (customFields?.length || links?.length || /[\n\r]/.test(queue)) return undefined;
  const [ref] = readName('queue', queue);
  const value = 'id' in ref ? String(ref.id) : queue;
  return value.trim() === '' ? undefined : { name: value, value };
}

/** Creates a ticket with all that belongs to it, and reads back what became of each value. */
export async function createTicket(
  input: NewTicketValues,
  context: WriteContext,
): Promise<WriteReport> {
  const toLink = (input.links ?? []).map(({ target }) => target);
  checkLinks(toLink);
  const queue = await findQueue(input.queue, context);
  // Whoever may create tickets in a queue need not see it. RT then judges alone.
  const target = queue ? { name: queue.name, value: String(queue.id) } : hiddenQueue(input);
  if (!target) return rejected([noQueue]);
  const { body, attachments, links, queue: _queue, ...rest } = input;
  // On a new ticket null says as much as absence: nothing to set.
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const plan = await planTicket(given, { queue: target.name, creating: true }, context);
  const message = planBody(plan, body);
  const planned = planFiles(plan, attachments, context.maxUploadBytes);
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(planned, { hasBody: message.text !== undefined });
  const answer = await postTicket(
    context.rt,
    [
      { key: 'Queue', value: target.value },
      ...plan.fields.flatMap((field) => field.form),
      ...message.form,
    ],
    files,
  );
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', refusals: [unknownOutcome(answer)], messages: [] };
  }
  const number = answer.messages
    .map((line) => Number(/^Ticket (\d+) created\.$/.exec(line)?.[1]))
    .find(Number.isInteger);
  if (number === undefined) {
    return queue ? refused(answer.messages, plan.fields, target.name) : rejected([noQueue]);
  }
  return afterWrite(answer, number, async () => {
    const now = await rereadDates(number, plan.fields, context, () =>
      reread(number, readBack(plan.fields), context),
    );
    const errors = now ? unfulfilled(answer.messages, plan.fields, now) : unseenDates(plan.fields);
    const linked = links?.length
      ? await changeLinks(number, links, ['links'], { remove: false, begun: true }, context)
      : noLinks;
    const sent = {
      ticket: number,
      after: 0,
      body: message.text,
      files,
    };
    const cut = now ? await shortened(sent, context) : [];
    const refusals = [...errors, ...cut, ...linked.refusals];
    return {
      outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED',
      refusals,
      messages: [...answer.messages, ...linked.messages],
      id: number,
    };
  });
}

/** RT created nothing; its reason is the line after "Could not create ticket.", in the user's language. */
function refused(
  messages: readonly string[],
  fields: readonly PlannedField[],
  queue: string,
): WriteReport {
  const rtMessage = messages.find((line) => line !== 'Could not create ticket.') ?? messages[0];
  const denied = /Permission Denied|No permission|not allowed/i.test(rtMessage ?? '');
  return {
    ...rejected([
      {
        code: denied ? 'FORBIDDEN' : 'RT_REFUSED',
        message: 'RT did not create the ticket.',
        path: refusedField(rtMessage ?? '', fields, queue),
        rtMessage,
      },
    ]),
    messages,
  };
}

/**
 * The field that RT's refusal is about. RT quotes the value that it refuses in every language; English refusals,
 * and those of many other languages, name the field beside it.
 */
function refusedField(
  rtMessage: string,
  fields: readonly PlannedField[],
  queue: string,
): readonly string[] {
  const quotes = (value: string) => value !== '' && rtMessage.includes(`'${value}'`);
  const quoted = fields.filter(({ form }) => form.some(({ value }) => quotes(value)));
  const named = quoted.find(({ names: [name = ''] }) => rtMessage.toLowerCase().includes(name));
  if (named) return named.path;
  if (quotes(queue)) return ['queue'];
  return quoted.find(({ names: [name] }) => name !== 'subject')?.path ?? [];
}
