import { attachmentColumns as a } from '../../rt/columns/attachment.js';
import { transactionColumns as c } from '../../rt/columns/transaction.js';
import type { TreePart } from '../../rt/mail/message-tree.js';
import { dispositionOf } from '../../rt/mail/mime-headers.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { type Wanted, wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';
import type { TransactionObject } from './history-item.js';

/** The parts of a message with these columns; name and type are always among them. */
export function partsOf(item: TransactionObject, { load }: Pick<Context, 'load'>, wanted: Wanted) {
  const always = wantColumns(a.filename, a.contentType);
  const keys = new Set([...always.keys, ...wanted.keys]);
  const columns = { ...wanted, keys };
  return Promise.all(
    item.read(c.attachments).map((line) => load.object.partOf(item.id, line, columns)),
  );
}

/** A part in its place in the message. */
export interface PlacedPart extends TreePart {
  readonly part: ShownObject<'attachment'>;
}

const place = wantColumns(a.filename, a.contentType, a.headers, a.parent);

/** All parts of a message in their places. */
export async function placedParts(
  item: TransactionObject,
  context: Pick<Context, 'load'>,
): Promise<readonly PlacedPart[]> {
  const parts = await partsOf(item, context, place);
  return parts.map((part) => ({
    part,
    id: part.id,
    parent: part.read(a.parent),
    contentType: part.read(a.contentType),
    filename: part.read(a.filename),
    disposition: dispositionOf(part.read(a.headers)),
  }));
}
