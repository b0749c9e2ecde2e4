import { transactionColumns as c } from '../../columns/transaction.js';
import type { Refusal } from '../../report.js';
import { wantColumns } from '../../wanted.js';
import type { UploadedFile } from '../multipart.js';
import type { WriteContext } from './write-context.js';

/** What a message was sent with. */
interface Sent {
  readonly ticket: number;
  /** The transaction that it made; 0 on a new ticket. */
  readonly after: number;
  readonly body: string | undefined;
  readonly files: readonly UploadedFile[];
}

/** No site limits attachments to less, so shorter messages cost no look. */
export const alwaysKept = 1024;

/**
 * What RT did not keep whole. A site may limit attachments, bodies among them; RT then cuts them, or keeps a notice
 * instead, and says nothing but by transactions of their own, in which it notes name and size.
 */
export async function shortened(
  { ticket, after, body, files }: Sent,
  { load }: WriteContext,
): Promise<readonly Refusal[]> {
  const pieces = [
    ...(body === undefined
      ? []
      : [{ path: ['body'], filename: null, size: Buffer.byteLength(body) }]),
    ...files.map(({ filename, size }, at) => ({
      path: ['attachments', String(at)],
      filename,
      size,
    })),
  ];
  if (pieces.every(({ size }) => size <= alwaysKept)) return [];
  const lines = await load.history(ticket, ['AttachmentTruncate', 'AttachmentDrop']);
  const notes = await Promise.all(
    lines
      .filter(({ id }) => id > after)
      .map(({ id }) =>
        load.object.knownTransaction(id, wantColumns(c.type, c.data, c.oldValue, c.newValue)),
      ),
  );
  const errors = new Map<string, Refusal>();
  for (const note of notes) {
    const isUntold = ({ path }: { readonly path: readonly string[] }) => !errors.has(path.join());
    const named = pieces.filter((piece) => piece.filename === note.read(c.data) && isUntold(piece));
    const sized = named.find(({ size }) => size === Number(note.read(c.oldValue)));
    // RT converts text before it counts. A note without a name may be of a mail that the message set off.
    const piece = sized ?? named.find(({ filename }) => filename !== null);
    if (!piece) continue;
    const limit = note.read(c.newValue) ?? '';
    const isCut = note.read(c.type) === 'AttachmentTruncate';
    errors.set(piece.path.join(), {
      code: 'TOO_LARGE',
      message: `RT stores up to ${limit} bytes here. ${isCut ? 'It cut off the rest.' : 'It stored a notice instead.'}`,
      path: piece.path,
    });
  }
  return [...errors.values()];
}
