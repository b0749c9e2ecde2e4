import { transactionColumns as c } from '../../columns/transaction.js';
import { orNull } from '../../or-null.js';
import type { ShownObject } from '../../shown-object.js';
import { type Wanted, wantBoth, wantColumns } from '../../wanted.js';
import { withoutSpaceAtEnd } from '../../white-space.js';
import type { MessageKind } from '../../writes.js';
import type { UploadedFile } from '../multipart.js';
import { readAttachment, streamAttachment } from '../read/attachment-content.js';
import { inRow, type NewPart } from '../read/newest-attachment.js';
import { hasFiles, hasNoText, mayHaveFiles } from './message-files.js';
import type { PlannedBody } from './plan-body.js';
import { alwaysKept } from './shortened.js';
import type { WriteContext } from './write-context.js';

/** A message that was sent. */
export interface SentMessage {
  readonly ticket: number;
  readonly kind: MessageKind;
  readonly body: PlannedBody;
  readonly files: readonly UploadedFile[];
  /** RT's newest attachment before the message; all parts of the message are newer. */
  readonly newest: number;
  /** By RT's clock, when it was sent, where more than the newest attachment is needed to tell it from older ones. */
  readonly since?: Date;
}

type Item = ShownObject<'transaction'>;

/** What a message's transaction is known by. */
export const messageColumns = wantColumns(
  c.type,
  c.ticket,
  c.creator,
  c.content,
  c.timeTaken,
  c.attachments,
);
/** RT itself, which records the mails that a message sets off. */
const rtSystem = 1;
/** Messages that may come in while one is written. */
const maxCandidates = 10;

/**
 * The transactions that may be a message's, with what is `wanted` of it: those that parts newer than the message
 * belong to.
 */
export async function candidatesAmong(
  parts: readonly NewPart[],
  sent: SentMessage,
  wanted: Wanted,
  context: WriteContext,
): Promise<readonly Item[]> {
  // No parts, or no end of them: RT's numbers have gaps, or much else came in.
  const isVague = parts.length === 0 || parts.at(-1)?.id === sent.newest + inRow;
  const visible = parts.filter(({ creator }) => creator !== undefined && creator !== rtSystem);
  const ids = isVague
    ? (await context.load.history(sent.ticket, [typeOf(sent)])).map(({ id }) => id)
    : [...new Set(visible.map(({ transaction }) => transaction))];
  const columns = wantBoth(messageColumns, wanted);
  const items = await Promise.all(
    ids
      .slice(-maxCandidates)
      .map((id) => orNull(context.load.object.knownTransaction(id, columns))),
  );
  return items.filter((item) => item !== null);
}

/**
 * The transaction that a message made. RT does not tell, so it is known by its text, its files, its creator and its
 * ticket, never by being the newest. Where RT has `answered` that it stored the message, one that the site may have
 * cut is known by being the only one.
 */
export async function findMessage(
  sent: SentMessage,
  candidates: readonly Item[],
  answered: boolean,
  { rt, load }: WriteContext,
): Promise<Item | undefined> {
  const { name } = await load.identity();
  const own = candidates.filter(
    (item) =>
      item.read(c.type) === typeOf(sent) &&
      item.read(c.ticket) === sent.ticket &&
      item.read(c.creator)?.toLowerCase() === name.toLowerCase() &&
      item.read(c.attachments).some(({ id }) => id > sent.newest) &&
      isSince(item, sent),
  );
  const [only, ...others] = own;
  const isOnly = answered && others.length === 0;
  const alike: Item[] = [];
  for (const item of own.filter((one) => mayHaveFiles(one, sent)).reverse()) {
    const { text, isHtml } = sent.body;
    if (isHtml && isOnly) return item;
    // RT prints what it made of HTML.
    const isSame =
      text === undefined
        ? hasNoText(item, sent)
        : isHtml
          ? await hasHtml(item, text, (id, size) => readAttachment(rt, id, size, { cut: false }))
          : sameText(item.read(c.content), text);
    if (isSame) alike.push(item);
  }
  if (sent.files.length === 0 && alike[0]) return alike[0];
  if (answered && alike.length === 1) return alike[0];
  // Names and sizes do not tell two files apart: another message of the same user may have the same ones.
  for (const item of alike) {
    if (await hasFiles(item, sent.files, (id) => streamAttachment(rt, id))) return item;
  }
  const pieces = [Buffer.byteLength(sent.body.text ?? ''), ...sent.files.map(({ size }) => size)];
  return isOnly && pieces.some((size) => size > alwaysKept) ? only : undefined;
}

function typeOf({ kind }: SentMessage): 'Comment' | 'Correspond' {
  return kind === 'comment' ? 'Comment' : 'Correspond';
}

function isSince(item: Item, { since }: SentMessage): boolean {
  if (since === undefined) return true;
  const created = item.read(c.created);
  return created !== null && created >= since;
}

/** Whether RT stored this text. White space at the end of a transaction's text is not told apart. */
export function sameText(stored: string, sent: string): boolean {
  return withoutSpaceAtEnd(stored) === withoutSpaceAtEnd(sent);
}

async function hasHtml(
  item: Item,
  html: string,
  read: (id: number, maxBytes: number) => Promise<Buffer | undefined>,
): Promise<boolean> {
  const bytes = Buffer.from(html);
  for (const { id, filename } of item.read(c.attachments)) {
    if (filename === null && (await read(id, bytes.length))?.equals(bytes)) return true;
  }
  return false;
}
