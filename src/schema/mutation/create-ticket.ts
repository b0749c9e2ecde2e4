import { createTicket } from '../../rt/operations/tickets.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { keptUploads, NewAttachment, planFiles } from './attachments.js';
import { changeLinks, checkLinks, type LinksDone } from './change-links.js';
import { CustomFieldInput } from './custom-field-input.js';
import { guarded } from './guard.js';
import { MessageBody, planBody } from './message-body.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { findQueue, planTicket, queueRef } from './plan-ticket.js';
import type { PlannedField } from './planned-field.js';
import { rereadDates, unseenDates } from './reread-dates.js';
import { afterWrite, readBack, unfulfilled, unknownOutcome } from './settle.js';
import { shortened } from './shortened.js';
import { TicketLinkInput } from './ticket-input.js';
import { reread } from './update-ticket.js';
import type { UserErrorData } from './user-error.js';

const CreateTicketInput = builder.inputType('CreateTicketInput', {
  description: 'A new ticket.',
  fields: (t) => ({
    idempotencyKey: t.string({
      description:
        'Replays within 24 h return the first result instead of a second ticket and a second mail.',
    }),
    queue: t.string({ required: true, description: 'Name or ID (RT: Queue).' }),
    subject: t.string({ description: 'One line of up to 200 bytes (RT: Subject).' }),
    body: t.field({ type: MessageBody, description: 'The message that opens it (RT: Text).' }),
    requestors: t.field({
      type: ['EmailAddress'],
      description: 'Who asks (RT: Requestor). Nobody when absent.',
    }),
    cc: t.field({ type: ['EmailAddress'], description: 'Ccs (RT: Cc).' }),
    adminCc: t.field({ type: ['EmailAddress'], description: 'AdminCcs (RT: AdminCc).' }),
    owner: t.string({ description: 'Login name or ID (RT: Owner). Nobody when absent.' }),
    status: t.string({
      description: "An initial status; the queue's own when absent (RT: Status).",
    }),
    priority: t.int({ description: 'RT: Priority.' }),
    initialPriority: t.int({ description: 'RT: InitialPriority.' }),
    finalPriority: t.int({ description: 'RT: FinalPriority.' }),
    timeEstimatedMinutes: t.int({ description: 'RT: TimeEstimated.' }),
    timeWorkedMinutes: t.int({ description: 'RT: TimeWorked.' }),
    timeLeftMinutes: t.int({ description: 'RT: TimeLeft.' }),
    startsAt: t.field({ type: 'DateTime', description: 'RT: Starts.' }),
    startedAt: t.field({ type: 'DateTime', description: 'RT: Started.' }),
    dueAt: t.field({ type: 'DateTime', description: 'RT: Due.' }),
    resolvedAt: t.field({ type: 'DateTime', description: 'RT: Resolved.' }),
    sla: t.string({ description: 'Service level (RT: SLA).' }),
    customFields: t.field({ type: [CustomFieldInput], description: 'Custom fields to set.' }),
    attachments: t.field({ type: [NewAttachment], description: 'Files of the first message.' }),
    links: t.field({
      type: [TicketLinkInput],
      description:
        'Made after creation, one call each; a failed link is a user error, the ticket stays.',
    }),
  }),
});

const noLinks: LinksDone = { userErrors: [], messages: [], changed: 0 };

const noQueue: UserErrorData = {
  code: 'NOT_FOUND',
  message: 'There is no such queue, or you may not see it.',
  path: ['queue'],
};

/**
 * A queue that the caller cannot see, as RT is told of it. What can neither be planned nor be read back without
 * seeing it, custom fields and links, is not sent there.
 */
function hiddenQueue({ queue, customFields, links }: typeof CreateTicketInput.$inferInput) {
  if (customFields?.length || links?.length || /[\n\r]/.test(queue)) return undefined;
  const ref = queueRef(queue);
  const value = 'id' in ref ? String(ref.id) : ref.name;
  return value.trim() === '' ? undefined : { name: value, value };
}

async function create(
  input: typeof CreateTicketInput.$inferInput,
  context: Context,
): Promise<Result> {
  const toLink = (input.links ?? []).map(({ target }) => target);
  checkLinks(toLink);
  const queue = await findQueue(input.queue, context);
  // Whoever may create tickets in a queue need not see it. RT then judges alone.
  const target = queue ? { name: queue.name, value: String(queue.id) } : hiddenQueue(input);
  if (!target) return rejected([noQueue]);
  const { body, attachments, links, idempotencyKey: _key, queue: _queue, ...rest } = input;
  // On a new ticket null says as much as absence: nothing to set.
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const plan = await planTicket(given, { path: [], queue: target.name, creating: true }, context);
  const message = planBody(plan, body);
  const planned = planFiles(plan, attachments, context.limits);
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(planned, { hasBody: message.length > 0 });
  const answer = await createTicket(
    context.rt,
    [
      { key: 'Queue', value: target.value },
      ...plan.fields.flatMap((field) => field.form),
      ...message,
    ],
    files,
  );
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [] };
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
      body: message.length > 0 ? body?.text : undefined,
      files,
    };
    const cut = now ? await shortened(sent, context) : [];
    const userErrors = [...errors, ...cut, ...linked.userErrors];
    return {
      outcome: userErrors.length > 0 ? 'PARTIAL' : 'APPLIED',
      userErrors,
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
): Result {
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

builder.mutationField('createTicket', (t) =>
  t.field({
    nullable: true,
    type: ticketPayload(
      'CreateTicketPayload',
      'The new ticket. Null when none was created, or you may not see it.',
    ),
    description:
      'Creates a ticket (RT: ticket/new). RT mails the people on it. Null only with an error.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The ticket.' }) },
    resolve: (_, { input }, context, info) =>
      guarded(context, { name: 'createTicket', key: input.idempotencyKey, input, info }, (own) =>
        create(input, own),
      ),
  }),
);
