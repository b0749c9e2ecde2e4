import { wantColumns } from '../../loaders/columns.js';
import { comment } from '../../rt/operations/tickets.js';
import { LostAnswer, type WriteAnswer } from '../../rt/operations/write.js';
import { ticketColumns } from '../../rt/records/ticket.js';
import { transactionColumns as c } from '../../rt/records/transaction.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import type { TransactionObject } from '../history/history-item.js';
import { CommentItem, CorrespondenceItem } from '../history/messages.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { wantedOf } from '../wanted.js';
import { keptUploads, NewAttachment, planFiles } from './attachments.js';
import { blockedByDependencies } from './blocked.js';
import { crowd } from './crowd.js';
import { guarded } from './guard.js';
import { MessageBody, planBody } from './message-body.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { PlanBuilder } from './planned-field.js';
import { afterWrite, unknownOutcome, wholeRefusal } from './settle.js';
import { shortened } from './shortened.js';
import { notFound, reread } from './update-ticket.js';
import type { UserErrorData } from './user-error.js';

const inputFields = {
  comment: 'CommentOnTicketInput',
  correspond: 'ReplyToTicketInput',
} as const;

function messageInput(action: keyof typeof inputFields) {
  return builder.inputType(inputFields[action], {
    description: action === 'comment' ? 'An internal comment.' : 'A public reply.',
    fields: (t) => ({
      idempotencyKey: t.string({
        description: 'Replays within 24 h return the first result instead of a second mail.',
      }),
      id: t.id({ required: true, description: 'ticket/17 or 17.' }),
      body: t.field({ type: MessageBody, description: 'The text. Needed unless there is a file.' }),
      attachments: t.field({ type: [NewAttachment], description: 'Files to send along.' }),
      cc: t.field({ type: ['EmailAddress'], description: 'Copies of this one message (RT: Cc).' }),
      bcc: t.field({
        type: ['EmailAddress'],
        description: 'Blind copies of this one message (RT: Bcc).',
      }),
      timeWorkedMinutes: t.int({ description: 'Minutes to book with it (RT: TimeWorked).' }),
      status: t.string({ description: 'Also set the status.' }),
    }),
  });
}

const CommentOnTicketInput = messageInput('comment');
const ReplyToTicketInput = messageInput('correspond');

type Action = keyof typeof inputFields;
type Input = typeof CommentOnTicketInput.$inferInput;

/**
 * The transaction that the message made. RT does not tell, so the newest of its type by this caller is taken;
 * writes on one ticket go one after the other, so another of this server's callers cannot come between.
 */
async function newest(
  ticket: number,
  action: Action,
  { load }: Context,
): Promise<TransactionObject | undefined> {
  const type = action === 'comment' ? 'Comment' : 'Correspond';
  const lines = (await load.history(ticket, [type])).slice(-10);
  const wanted = wantColumns(c.creator, c.content, c.timeTaken);
  const [items, { name }] = await Promise.all([
    Promise.all(lines.map(({ id }) => load.object.knownTransaction(id, wanted))),
    load.identity(),
  ]);
  return items.findLast((item) => item.read(c.creator)?.toLowerCase() === name.toLowerCase());
}

async function send(action: Action, input: Input, context: Context): Promise<Result> {
  const plan = new PlanBuilder();
  const body = planBody(plan, input.body);
  const planned = planFiles(plan, input.attachments, context.limits);
  if (body.length === 0 && planned.length === 0 && plan.errors.length === 0) {
    plan.refuse(['body'], 'A message needs a text or a file.', 'REQUIRED');
  }
  if (input.status != null) plan.isLine(['status'], input.status);
  plan.errors.push(...crowd(['cc'], input.cc), ...crowd(['bcc'], input.bcc));
  if (plan.errors.length > 0) return rejected(plan.errors);
  const files = await keptUploads(planned, { hasBody: body.length > 0 });
  const number = readIdOf('ticket', input.id);
  const ticket = await orNull(
    context.load.object.ticket(number, wantColumns(ticketColumns.status)),
  );
  const before = ticket ? await newest(ticket.id, action, context) : undefined;
  const answer = await comment(
    context.rt,
    ticket?.id ?? number,
    action,
    [
      ...body,
      ...(input.cc?.length ? [{ key: 'Cc', value: input.cc.join(', ') }] : []),
      ...(input.bcc?.length ? [{ key: 'Bcc', value: input.bcc.join(', ') }] : []),
      ...(input.timeWorkedMinutes == null
        ? []
        : [{ key: 'TimeWorked', value: String(input.timeWorkedMinutes) }]),
      ...(input.status == null ? [] : [{ key: 'Status', value: input.status }]),
    ],
    files,
  );
  if (!ticket) return unseen(answer, input);
  return afterWrite(answer, ticket.id, async () => {
    const now = await reread(ticket.id, wantColumns(ticketColumns.status), context);
    const item = now && (await newest(ticket.id, action, context));
    const made = item !== undefined && item.id !== before?.id;
    const id = ticket.id;
    const historyItem = made ? item.id : undefined;
    const after = made ? item.id : undefined;
    const sent = { ticket: id, body: body.length > 0 ? input.body?.text : undefined, files };
    const cut = after === undefined ? [] : await shortened({ ...sent, after }, context);
    if (answer instanceof LostAnswer) {
      return made
        ? {
            outcome: cut.length > 0 ? 'PARTIAL' : 'APPLIED',
            userErrors: cut,
            messages: [],
            id,
            historyItem,
          }
        : { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [], id };
    }
    if (answer.status !== 200) {
      const error = wholeRefusal(answer) ?? {
        code: 'RT_REFUSED' as const,
        message: 'RT refused the message.',
        path: [],
        rtMessage: answer.messages[0],
      };
      return { outcome: 'REJECTED', userErrors: [error], messages: answer.messages, id };
    }
    const userErrors: UserErrorData[] = [...cut];
    const status = now?.read(ticketColumns.status);
    if (input.status != null && status?.toLowerCase() !== input.status.toLowerCase()) {
      userErrors.push({
        code: 'RT_REFUSED',
        message: 'The message was stored, and the status was not changed.',
        path: ['status'],
        rtMessage: answer.messages[1],
      });
    }
    const minutes = input.timeWorkedMinutes;
    if (minutes != null && made && item.read(c.timeTaken) !== minutes) {
      userErrors.push({
        code: 'RT_REFUSED',
        message: 'The message was stored, and its time was not.',
        path: ['timeWorkedMinutes'],
      });
    }
    const result: Result = {
      outcome: userErrors.length > 0 ? 'PARTIAL' : 'APPLIED',
      userErrors,
      messages: answer.messages,
      id,
      historyItem,
    };
    return blockedByDependencies(result, ticket, input.status, context);
  });
}

/**
 * What became of a message on a ticket that the caller may write to and not see, which RT alone can tell. It looks
 * the same for one that does not exist.
 */
function unseen(answer: WriteAnswer | LostAnswer, { status, timeWorkedMinutes }: Input): Result {
  if (answer instanceof LostAnswer) {
    return { outcome: 'PARTIAL', userErrors: [unknownOutcome(answer)], messages: [] };
  }
  if (answer.status !== 200 || wholeRefusal(answer)) return rejected([notFound([])]);
  const unread = (path: string): UserErrorData => ({
    code: 'UNKNOWN_OUTCOME',
    message: 'The message was stored. Whether this was done too cannot be seen by you.',
    path: [path],
    rtMessage: answer.messages[1],
  });
  const userErrors = [
    ...(status == null ? [] : [unread('status')]),
    ...(timeWorkedMinutes == null ? [] : [unread('timeWorkedMinutes')]),
  ];
  return {
    outcome: userErrors.length > 0 ? 'PARTIAL' : 'APPLIED',
    userErrors,
    messages: answer.messages,
  };
}

const nullWhen = 'Null when nothing was made, or you may not see it.';

function payloadOf(name: string, item: typeof CommentItem | typeof CorrespondenceItem) {
  const ref = ticketPayload(name);
  builder.objectField(ref, 'historyItem', (t) =>
    t.field({
      type: item,
      nullable: true,
      description: `The message just made. RT does not return it; it is found by rereading the newest of its type. ${nullWhen}`,
      resolve: ({ historyItem }, _, { load }, info) =>
        historyItem === undefined
          ? null
          : orNull(load.object.knownTransaction(historyItem, wantedOf(info))),
    }),
  );
  return ref;
}

builder.mutationFields((t) => ({
  commentOnTicket: t.field({
    nullable: true,
    type: payloadOf('CommentOnTicketPayload', CommentItem),
    description:
      'Internal comment (RT: comment with Action: comment). RT never mails it to requestors. Null only with an error.',
    args: {
      input: t.arg({ type: CommentOnTicketInput, required: true, description: 'The comment.' }),
    },
    resolve: (_, { input }, context, info) =>
      guarded(
        context,
        {
          name: 'commentOnTicket',
          key: input.idempotencyKey,
          input,
          tickets: [readIdOf('ticket', input.id)],
          info,
        },
        (own) => send('comment', input, own),
      ),
  }),
  replyToTicket: t.field({
    nullable: true,
    type: payloadOf('ReplyToTicketPayload', CorrespondenceItem),
    description:
      'Public correspondence (RT: comment with Action: correspond). RT mails requestors and Ccs. Null only with an error.',
    args: { input: t.arg({ type: ReplyToTicketInput, required: true, description: 'The reply.' }) },
    resolve: (_, { input }, context, info) =>
      guarded(
        context,
        {
          name: 'replyToTicket',
          key: input.idempotencyKey,
          input,
          tickets: [readIdOf('ticket', input.id)],
          info,
        },
        (own) => send('correspond', input, own),
      ),
  }),
}));
