import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { transactionColumns } from '../../rt/columns/transaction.js';
import { contentIdOf, dispositionOf } from '../../rt/mail/mime-headers.js';
import { orNull } from '../../rt/or-null.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';
import { htmlBody, shownContentIds } from '../history/message-html.js';
import { transactionOf } from './part-size.js';

/**
 * Whether a part is shown within its message: it says so, or the message's HTML shows it. Some mailers give every
 * file a Content-ID, so the HTML is read where a part has one.
 */
export async function isInline(
  part: ShownObject<'attachment'>,
  context: Context,
): Promise<boolean> {
  const headers = part.read(c.headers);
  if (dispositionOf(headers) === 'inline') return true;
  const contentId = contentIdOf(headers);
  if (contentId === undefined) return false;
  const transaction = await transactionOf(part, context.load);
  if (transaction === null) return false;
  const message = await orNull(
    context.load.object.knownTransaction(transaction, wantColumns(transactionColumns.attachments)),
  );
  const body = message && (await htmlBody(message, context));
  return body ? shownContentIds(body.html).has(contentId) : false;
}
