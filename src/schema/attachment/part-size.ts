import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { transactionColumns } from '../../rt/columns/transaction.js';
import { partSize } from '../../rt/mail/part-size.js';
import { orNull } from '../../rt/or-null.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';

/** The size of a part as far as it can be told at once; null where RT would have to be asked. */
export function sizeAtHand(part: ShownObject<'attachment'>): number | null {
  const size = partSize(factsOf(part, part.read(c.listedSize) ?? undefined));
  return typeof size === 'number' ? size : null;
}

/** The exact size of a part; null where only its bytes can tell. */
export async function sizeOf(
  part: ShownObject<'attachment'>,
  { load }: Context,
): Promise<number | null> {
  const known = partSize(factsOf(part, part.read(c.listedSize) ?? undefined));
  if (known !== 'unlisted') return known ?? null;
  const transaction = await transactionOf(part, load);
  if (transaction === null) return null;
  const message = await orNull(
    load.object.knownTransaction(transaction, wantColumns(transactionColumns.attachments)),
  );
  const line = message?.read(transactionColumns.attachments).find(({ id }) => id === part.id);
  const size = line && partSize(factsOf(part, line.size));
  return typeof size === 'number' ? size : null;
}

/** The transaction of a part, which RT is asked for where the part was not read with it. */
export async function transactionOf(
  part: ShownObject<'attachment'>,
  load: Context['load'],
): Promise<number | null> {
  const known = part.read(c.transaction);
  if (known !== null) return known;
  const whole = await load.object.attachment(part.id, wantColumns(c.transaction));
  return whole.read(c.transaction);
}

function factsOf(part: ShownObject<'attachment'>, listed: string | undefined) {
  return { contentType: part.read(c.contentType), headers: part.read(c.headers), listed };
}
