import { readName } from '../../name-ref.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { LinkValue, NewTicketValues } from '../../values.js';
import type { UploadedFile } from '../multipart.js';
import { changeLinks, checkLinks, type LinksDone } from './change-links.js';
import { reread } from './found-ticket.js';
import { afterWrite, readBack, unfulfilled, unknownOutcome } from './judge-write.js';
import { type PlannedBody, planBody } from './plan-body.js';
import { keptUploads, planFiles } from './plan-files.js';
import { findQueue, planTicket } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates, unseenDates } from './reread-dates.js';
import { shortened } from './shortened.js';
import { createTicket as postTicket } from './ticket-requests.js';
import { LostAnswer, type WriteAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

const noLinks: LinksDone = { refusals: [], messages: [], changed: 0, isSent: false };

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

/** A new ticket as it is planned. */
export interface PlannedTicket {
  /** The queue's number, or its name where the caller cannot see it. */
  readonly queue: string;
  readonly fields: readonly PlannedField[];
  readonly body: PlannedBody;
  readonly files: readonly UploadedFile[];
  readonly links: readonly LinkValue[];
}

/** One way to create a ticket. */
export interface TicketMaker {
  /** Whether it keeps texts that REST 1.0 would change. */
  readonly exact: boolean;
  /** Sends the ticket, once. The number is RT's; undefined where it created nothing. Links may be left out. */
  create(
    ticket: PlannedTicket,
    context: WriteContext,
  ): Promise<{ readonly answer: WriteAnswer; readonly number: number | undefined } | LostAnswer>;
}

/** By REST 1.0, which cannot be told links. */
export const makerByForm: TicketMaker = {
  exact: false,
  async create({ queue, fields, body, files }, { rt }) {
    const form = fields.flatMap((field) => field.form);
    const answer = await postTicket(
      rt,
      [{ key: 'Queue', value: queue }, ...form, ...body.form],
      files,
    );
    if (answer instanceof LostAnswer) return answer;
    const number = answer.messages
      .map((line) => Number(/^Ticket (\d+) created\.$/.exec(line)?.[1]))
      .find(Number.isInteger);
    return { answer, number };
  },
};

/**
 * Creates a ticket with all that belongs to it, and reads back what became of each value. `choose` picks the way for a
 * queue that the caller sees.
 */
export async function createTicket(
  input: NewTicketValues,
  context: WriteContext,
  choose?: (queue: number) => Promise<TicketMaker>,
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
  const maker = (queue && (await choose?.(queue.id))) ?? makerByForm;
  const { exact } = maker;
  const plan = await planTicket(given, { queue: target.name, creating: true, exact }, context);
  const message = planBody(plan, body);
  const uploads = planFiles(plan, attachments, context.maxUploadBytes);
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(uploads, { hasBody: message.text !== undefined });
  const planned = {
    queue: target.value,
    fields: plan.fields,
    body: message,
    files,
    links: links ?? [],
  };
  const made = await maker.create(planned, context);
  if (made instanceof LostAnswer) {
    return { outcome: 'PARTIAL', refusals: [unknownOutcome(made)], messages: [] };
  }
  const { answer, number } = made;
  if (number === undefined) {
    return queue
      ? refused(answer.messages, plan.fields, [target.name, target.value])
      : rejected([noQueue]);
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
  queue: readonly string[],
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
  queue: readonly string[],
): readonly string[] {
  const quotes = (value: string) => value !== '' && rtMessage.includes(`'${value}'`);
  const quoted = fields.filter(({ form }) => form.some(({ value }) => quotes(value)));
  const named = quoted.find(({ names: [name = ''] }) => rtMessage.toLowerCase().includes(name));
  if (named) return named.path;
  if (queue.some(quotes)) return ['queue'];
  return quoted.find(({ names: [name] }) => name !== 'subject')?.path ?? [];
}
