import { commentForm, type FieldValue, type Form, fieldForm } from '../forms/form.js';
import { type Call, failure, type Outcome, success, type Target } from '../rest/call.js';
import type { Attachment } from '../store/model.js';
import { ticketOf } from '../store/store.js';
import { seesTransaction, visibleHistory } from '../store/visible.js';
import { isoUtc } from '../time/show-date.js';
import { showSize } from './transaction.js';

function mayRead({ store, user }: Call, { transaction }: Attachment): boolean {
  const of = store.transactions.get(transaction);
  return of !== undefined && seesTransaction(store, user, of);
}

/** `/content`: bytes and nothing else, and nothing at all for those who may not read it. */
function contentForm(call: Call, attachment: Attachment): Form {
  const readable = mayRead(call, attachment);
  call.answer.raw = true;
  if (!readable) {
    call.answer.contentType = 'text/html; charset=ISO-8859-1';
  } else if (!attachment.contentType.startsWith('text/')) {
    call.answer.contentType = attachment.contentType;
  }
  const bytes = readable ? attachment.original : Buffer.alloc(0);
  return { comment: bytes, keys: [], fields: new Map() };
}

const showHeaders = (attachment: Attachment): string =>
  attachment.headers
    .map(([name, value]) => `${name}:${value === '' ? '' : ` ${value}`}`)
    .join('\n');

type Pair = readonly [string, FieldValue];

function attachmentPairs(
  call: Call,
  attachment: Attachment,
  id: string,
  parent: (id: string) => string,
  content: (shown: boolean) => string,
): readonly Pair[] {
  const readable = mayRead(call, attachment);
  const show = (value: string): string => (readable ? value : '');
  return [
    ['id', id],
    ['Subject', show(attachment.subject)],
    ['Creator', show(String(attachment.creator))],
    ['Created', show(isoUtc(attachment.created))],
    ['Transaction', String(attachment.transaction)],
    ['Parent', parent(show(String(attachment.parent)))],
    ['MessageId', show(attachment.messageId)],
    ['Filename', show(attachment.filename)],
    ['ContentType', show(attachment.contentType)],
    ['ContentEncoding', show(attachment.contentEncoding)],
    ['Headers', show(showHeaders(attachment))],
    ['Content', content(readable)],
  ];
}

function listAttachments(call: Call, ticketId: number): Outcome {
  const { shown } = visibleHistory(call.store, call.user, ticketId);
  const lines = shown
    .flatMap(({ attachments }) => attachments)
    .flatMap((id) => call.store.attachments.get(id) ?? [])
    .map(
      ({ id, filename, contentType, content }) =>
        `${id}: ${filename || '(Unnamed)'} (${contentType} / ${showSize(content)})`,
    );
  if (lines.length === 0) {
    return success(commentForm(''));
  }
  return success(
    fieldForm([
      ['id', `ticket/${ticketId}/attachments`],
      ['Attachments', lines],
    ]),
  );
}

/** `ticket/N/attachments` and what is below. RT never checks that an attachment is the ticket's. */
export function readTicketAttachments(call: Call, { id, args }: Target): Outcome {
  const ticket = ticketOf(call.store, id);
  if (ticket === undefined) {
    return failure(commentForm(`# Ticket ${id} does not exist.`));
  }
  const [first = '', second] = (args ?? '').split('/');
  const wanted = second === 'content' ? first : (args ?? '');
  if (wanted === '' || wanted === '0') {
    return listAttachments(call, ticket.id);
  }
  const attachment = call.store.attachments.get(Number(wanted));
  if (!/^\d+$/.test(wanted) || String(attachment?.id) !== wanted || attachment === undefined) {
    return failure(commentForm(`# Invalid attachment id: ${wanted}`));
  }
  if (second === 'content') {
    return success(contentForm(call, attachment));
  }
  const show = (readable: boolean): string => (readable ? attachment.content : '');
  return success(fieldForm(attachmentPairs(call, attachment, wanted, (parent) => parent, show)));
}

const notText =
  'Content is not text and will not be displayed!\n' +
  'Use "rt show attachment/<id>/content [> file.ext]" to get the content.';

/** `attachment/N` and `attachment/N/content`. */
export function readAttachment(call: Call, { id, args }: Target): Outcome {
  const attachment = call.store.attachments.get(Number(id));
  if (attachment === undefined) {
    return failure(commentForm(`# Attachment ${id} does not exist.`));
  }
  if (String(attachment.id) !== id) {
    return failure(commentForm(`# Invalid attachment id: ${id}`));
  }
  if ((args ?? '').split('/')[0] === 'content') {
    return success(contentForm(call, attachment));
  }
  const show = (readable: boolean): string =>
    readable && attachment.contentType.startsWith('text/') ? attachment.content : notText;
  const parent = (of: string): string => `attachment/${of}`;
  return success(fieldForm(attachmentPairs(call, attachment, `attachment/${id}`, parent, show)));
}
