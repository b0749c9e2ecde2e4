import { type Wanted, wantColumns } from '../../loaders/columns.js';
import { attachmentColumns } from '../../rt/records/attachment.js';
import { transactionColumns as c } from '../../rt/records/transaction.js';
import type { Context } from '../context.js';
import type { TransactionObject } from './history-item.js';

/** The parts of a message with these columns; name and type are always among them. */
export function partsOf(item: TransactionObject, { load }: Context, wanted: Wanted) {
  const always = wantColumns(attachmentColumns.filename, attachmentColumns.contentType);
  const keys = new Set([...always.keys, ...wanted.keys]);
  return Promise.all(
    item.read(c.attachments).map(({ id }) => load.object.attachment(id, { ...wanted, keys })),
  );
}
