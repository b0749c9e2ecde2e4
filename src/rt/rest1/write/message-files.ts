import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { transactionColumns as c, type TransactionAttachment } from '../../columns/transaction.js';
import type { ShownObject } from '../../shown-object.js';
import type { UploadedFile } from '../multipart.js';

type Item = ShownObject<'transaction'>;

/** What RT calls a part without a name, which a file may be called, too. */
const unnamed = 'untitled';

/** A transaction's parts that may be files. RT's list names the others `untitled`. */
function filesOf(item: Item, files: readonly UploadedFile[]): readonly TransactionAttachment[] {
  const parts = item.read(c.attachments);
  const isNamed = files.some(({ filename }) => filename === unnamed);
  return isNamed ? parts : parts.filter(({ filename }) => filename !== null);
}

/** Whether RT's list of a transaction's parts fits the files that were sent: so many, by those names and no larger. */
export function mayHaveFiles(item: Item, { files }: { readonly files: readonly UploadedFile[] }) {
  const parts = filesOf(item, files);
  const isNamed = files.some(({ filename }) => filename === unnamed);
  if (isNamed ? parts.length < files.length : parts.length !== files.length) return false;
  const names = parts.map(({ filename }) => filename ?? unnamed);
  return files.every(({ filename }) => {
    const at = names.indexOf(filename);
    if (at >= 0) names.splice(at, 1);
    return at >= 0;
  });
}

/** Whether a transaction has no text beside its files. RT stores a container for them, which has no content. */
export function hasNoText(item: Item, { files }: { readonly files: readonly UploadedFile[] }) {
  if (files.some(({ filename }) => filename === unnamed)) return true;
  const others = item.read(c.attachments).filter(({ filename }) => filename === null);
  return others.every(({ size }) => isEmpty(size));
}

/**
 * Whether a transaction has these files to the byte. Only parts whose listed size fits are read, and no further than
 * the file that was sent is long.
 */
export async function hasFiles(
  item: Item,
  files: readonly UploadedFile[],
  open: (id: number) => Promise<Readable>,
): Promise<boolean> {
  const parts = [...filesOf(item, files)];
  for (const { filename, size, open: openSent } of files) {
    const wanted = await digestOf(openSent(), size);
    const named = parts.filter(
      (part) => (part.filename ?? unnamed) === filename && fits(part.size, size),
    );
    let found: TransactionAttachment | undefined;
    for (const part of named) {
      const stored = await digestOf(isEmpty(part.size) ? [] : await open(part.id), size);
      if (stored !== undefined && stored === wanted) {
        found = part;
        break;
      }
    }
    if (!found) return false;
    parts.splice(parts.indexOf(found), 1);
  }
  return true;
}

/** Undefined where there are more bytes than were sent. */
async function digestOf(
  bytes: Readable | readonly Buffer[],
  maxBytes: number,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    const piece = Buffer.from(chunk);
    size += piece.length;
    // Whoever breaks off here closes the stream.
    if (size > maxBytes) return undefined;
    hash.update(piece);
  }
  return `${size} ${hash.digest('hex')}`;
}

function isEmpty(listed: string): boolean {
  return /^0?b$/.test(listed);
}

/** RT lists characters of texts and bytes of all else: never more than were sent, and cut after the tenth of a KiB. */
function fits(listed: string, sent: number): boolean {
  const [, number = '', unit] = /^([\d.]*)([bk])$/.exec(listed) ?? [];
  const least = unit === 'k' ? Math.floor(Number(number) * 102.4 * 10) : Number(number);
  const most = unit === 'k' ? least + 103 : least;
  return least <= sent && sent <= most * maxBytesOfCharacter;
}

const maxBytesOfCharacter = 4;
