import { type FieldValue, fieldForm } from '../forms/form.js';
import {
  type Call,
  type Outcome,
  success,
  type Target,
  undefinedCrash,
  wants,
} from '../rest/call.js';
import type { Attachment, Transaction } from '../store/model.js';
import { userName } from '../store/store.js';
import { seesTransaction } from '../store/visible.js';
import { isoUtc } from '../time/show-date.js';
import { describeTransaction } from './describe.js';

const noContent = 'This transaction appears to have no content';

/** How RT writes a size: characters of text, in bytes up to 1024 and in tenths of kB above. */
export function showSize(content: string): string {
  const size = [...content].length;
  return size > 1024 ? `${Math.trunc(size / 102.4) / 10}k` : `${size}b`;
}

/** The text of an HTML page, roughly. */
function textOfHtml(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/p>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .trim();
}

/** What was said: the first part of a message that is text and not a file. */
export function contentOf(parts: readonly Attachment[]): string {
  const texts = parts.filter(({ filename }) => filename === '');
  const plain = texts.find(({ contentType }) => contentType === 'text/plain');
  const html = texts.find(({ contentType }) => contentType === 'text/html');
  const content = plain?.content ?? textOfHtml(html?.content ?? '');
  return content === '' ? noContent : content;
}

/** The long form of a transaction. Of a hidden one only its ticket is told. */
export function transactionPairs(
  transaction: Transaction,
  call: Call,
): readonly (readonly [string, FieldValue])[] {
  const { store } = call;
  const visible = seesTransaction(store, call.user, transaction);
  const show = (value: string): string => (visible ? value : '');
  const parts = visible
    ? transaction.attachments.flatMap((id) => store.attachments.get(id) ?? [])
    : [];
  const list = parts
    .map((part) => `\n${part.id}: ${part.filename || 'untitled'} (${showSize(part.content)})`)
    .join('');
  const all: readonly (readonly [string, FieldValue])[] = [
    ['id', String(transaction.id)],
    ['Ticket', String(transaction.ticket)],
    ['TimeTaken', show(transaction.timeTaken)],
    ['Type', show(transaction.type)],
    ['Field', show(transaction.field)],
    ['OldValue', show(transaction.oldValue)],
    ['NewValue', show(transaction.newValue)],
    ['Data', show(transaction.data)],
    ['Description', describeTransaction(transaction, call)],
    ['Content', contentOf(parts)],
    ['Creator', show(userName(store, transaction.creator))],
    ['Created', show(isoUtc(transaction.created))],
    ['Attachments', list],
  ];
  // RT tells the creator only together with the content.
  const field = (key: string): string => (key === 'Creator' ? 'content' : key.toLowerCase());
  return all.filter(([key]) => key === 'id' || wants(call, field(key)));
}

/** `transaction/N`: RT dies of a number it does not know. */
export function readTransaction(call: Call, { id }: Target): Outcome {
  const transaction = call.store.transactions.get(Number(id));
  if (transaction === undefined) {
    const file = '/usr/share/request-tracker5/lib/RT/Transaction.pm';
    throw undefinedCrash('new', file, 1572);
  }
  return success(
    fieldForm(
      call.format === 'l'
        ? transactionPairs(transaction, call)
        : [
            ['id', String(transaction.id)],
            ['Description', describeTransaction(transaction, call)],
          ],
    ),
  );
}
