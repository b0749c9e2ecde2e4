import { ticketColumns } from '../../columns/ticket.js';
import { transactionColumns as c } from '../../columns/transaction.js';
import { orNull } from '../../or-null.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import { blockedByDependencies } from '../../rest1/write/blocked.js';
import {
  candidatesAmong,
  findMessage,
  messageColumns,
  sameText,
} from '../../rest1/write/find-message.js';
import { noTicket, reread } from '../../rest1/write/found-ticket.js';
import { afterWrite, unknownOutcome } from '../../rest1/write/judge-write.js';
import { ofUnseen, unstored } from '../../rest1/write/message-verdict.js';
import { type PlannedMessage, planMessage } from '../../rest1/write/plan-message.js';
import { alwaysKept, shortened } from '../../rest1/write/shortened.js';
import { LostAnswer } from '../../rest1/write/write.js';
import type { WriteContext } from '../../rest1/write/write-context.js';
import { ShownObject } from '../../shown-object.js';
import type { MessageValues } from '../../values.js';
import { nothing, type Wanted, wantBoth, wantColumns, wantsNothing } from '../../wanted.js';
import type { MessageKind } from '../../writes.js';
import { keepsMessage } from './fits.js';
import { type Written, write2 } from './write.js';

/** Whether a message can go by REST 2.0. Its `Cc` makes watchers, so copies of one message are REST 1.0's. */
export function fitsMessage(values: MessageValues): boolean {
  return !values.cc?.length && !values.bcc?.length && keepsMessage(values);
}

type Context = WriteContext & { readonly selectedItem?: Wanted | undefined };

/** Adds a comment or a reply, whose transaction RT names in its answer, and reads back what became of it. */
export async function addMessage(
  number: number,
  kind: MessageKind,
  input: MessageValues,
  context: Context,
): Promise<WriteReport> {
  const message = await planMessage(input, context, { exact: true });
  if ('outcome' in message) return message;
  const { zone } = await context.load.identity();
  const sentAt = new Date(Math.floor(zone.rtNow / 1000) * 1000);
  const newest = context.rt.range.newestAttachment;
  const answer = await write2(context.rt, {
    operation: `ticket/${kind}`,
    method: 'POST',
    path: `ticket/${number}/${kind}`,
    values: valuesOf(message, input),
    files: message.files,
  });
  context.load.forget();
  return afterWrite(answer, number, async () => {
    const sent = { number, kind, newest, since: sentAt, ...message };
    if (answer instanceof LostAnswer) return ofLost(answer, sent, input, context);
    if (answer.status !== 200) return refused(answer, number, context);
    // A proxy may have dropped the header that names the transaction.
    const made = answer.made ?? (await search(sent, true, context))?.item?.id;
    return judge(answer, made, { number, input, message }, context);
  });
}

function valuesOf({ body, files }: PlannedMessage, input: MessageValues) {
  const { timeWorkedMinutes, status } = input;
  return {
    ...(body.text !== undefined && {
      Content: body.text,
      ContentType: body.isHtml ? 'text/html' : 'text/plain',
    }),
    ...(timeWorkedMinutes != null && { TimeTaken: timeWorkedMinutes }),
    ...(status != null && { Status: status }),
    ...(files.length > 0 && body.text === undefined && { ContentType: 'text/plain' }),
  };
}

/** RT says in one breath that a ticket is missing and that the caller may not write to it. */
async function refused(answer: Written, number: number, { load }: Context): Promise<WriteReport> {
  const ticket = await orNull(load.object.ticket(number, wantColumns(ticketColumns.status)));
  if (!ticket) return rejected([noTicket(['id'])]);
  const rtMessage = answer.messages[0];
  const isOther = /could not be recorded/i.test(rtMessage ?? '');
  const code = isOther ? 'RT_REFUSED' : 'FORBIDDEN';
  const message = isOther
    ? 'RT rejected the message.'
    : 'You do not have the right in RT to do this.';
  return {
    ...rejected([{ code, message, path: [], rtMessage }], ticket.id),
    messages: answer.messages,
  };
}

interface Sent extends PlannedMessage {
  readonly number: number;
  readonly kind: MessageKind;
  readonly newest: number;
  readonly since: Date;
}

/** Looks for a message whose transaction is not known; undefined where the caller may not see the ticket. */
async function search(sent: Sent, answered: boolean, context: Context) {
  const ticket = await reread(sent.number, wantColumns(ticketColumns.status), context);
  if (!ticket) return undefined;
  const { id } = ticket;
  const message = { ...sent, ticket: id };
  const wanted = wantBoth(context.selectedItem ?? nothing, wantColumns(c.created));
  const candidates = await candidatesAmong([], message, wanted, context);
  const item = await findMessage(message, candidates, answered, context);
  return { id, item, status: ticket.read(ticketColumns.status) };
}

async function ofLost(
  lost: LostAnswer,
  sent: Sent,
  input: MessageValues,
  context: Context,
): Promise<WriteReport> {
  const unknown = { outcome: 'PARTIAL', refusals: [unknownOutcome(lost)], messages: [] } as const;
  const found = await search(sent, false, context);
  if (!found?.item) return { ...unknown, id: found?.id };
  const { id, item, status } = found;
  const refusals = [
    ...(await shortened(
      { ticket: id, body: sent.body.text, files: sent.files, after: item.id },
      context,
    )),
    ...unstored(input, { status, item, answer: lost }),
  ];
  const outcome = refusals.length > 0 ? 'PARTIAL' : 'APPLIED';
  return { outcome, refusals, messages: [], id, transaction: item.id };
}

async function judge(
  answer: Written,
  made: number | undefined,
  {
    number,
    input,
    message,
  }: {
    readonly number: number;
    readonly input: MessageValues;
    readonly message: PlannedMessage;
  },
  context: Context,
): Promise<WriteReport> {
  const { load, selected = nothing, selectedItem = nothing } = context;
  const { status } = input;
  const seesTicket = status != null || !wantsNothing(selected) || selected.parts.size > 0;
  const read = () => reread(number, wantColumns(ticketColumns.status), context);
  const [early, item] = await Promise.all([
    seesTicket ? read() : undefined,
    made === undefined
      ? undefined
      : orNull(load.object.knownTransaction(made, wantBoth(messageColumns, selectedItem))),
  ]);
  const ticket = early ?? (item || seesTicket ? undefined : await read());
  if (!item && !ticket) return ofUnseen(answer, input);
  const id = ticket?.id ?? item?.read(c.ticket) ?? number;
  const { body, files } = message;
  for (const part of item?.read(c.attachments) ?? []) {
    context.rt.range.newestAttachment = Math.max(context.rt.range.newestAttachment, part.id);
  }
  const refusals: Refusal[] = [
    ...(item
      ? await shortened({ ticket: id, body: body.text, files, after: item.id }, context)
      : []),
  ];
  const isShort = Buffer.byteLength(body.text ?? '') <= alwaysKept;
  if (item && body.text !== undefined && !body.isHtml && isShort) {
    if (!sameText(item.read(c.content), body.text)) refusals.push(otherText);
  }
  const now = ticket?.read(ticketColumns.status);
  refusals.push(...unstored(input, { status: now, item: item ?? undefined, answer }));
  const result: WriteReport = {
    outcome: refusals.length > 0 ? 'PARTIAL' : 'APPLIED',
    refusals,
    messages: answer.messages,
    id,
    transaction: item?.id,
  };
  const before = ticket ?? new ShownObject('ticket', { id, values: new Map() });
  return blockedByDependencies(result, before, status, context);
}

const otherText: Refusal = {
  code: 'RT_REFUSED',
  message: 'The message was stored, but with a different text.',
  path: ['body'],
};
