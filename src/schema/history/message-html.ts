import { wantColumns } from '../../loaders/columns.js';
import { originalCharset } from '../../rt/mime-headers.js';
import { attachmentColumns as c } from '../../rt/records/attachment.js';
import { contentIdOf, decode } from '../attachment/attachment.js';
import type { Context } from '../context.js';
import type { TransactionObject } from './history-item.js';
import { partsOf } from './message-parts.js';

/**
 * The HTML body of a message. References to its own parts (`cid:logo@example`) become addresses that this
 * server answers. Null when there is no HTML part, or it is larger than the server's inline limit.
 */
export async function messageHtml(
  item: TransactionObject,
  context: Context,
): Promise<string | null> {
  const parts = await partsOf(item, context, wantColumns(c.headers));
  const body = parts.find(
    (part) =>
      part.read(c.contentType).toLowerCase() === 'text/html' && part.read(c.filename) === null,
  );
  if (!body) return null;
  const bytes = await context.load.attachmentBytes(body.id, context.limits.maxInlineBytes, {
    cut: false,
  });
  if (!bytes) return null;
  const urls = new Map(
    parts.flatMap((part) => {
      const contentId = contentIdOf(part);
      return contentId ? [[contentId, context.downloadUrl(part.id, 'inline')] as const] : [];
    }),
  );
  return decode(bytes, originalCharset(body.read(c.headers))).replace(
    /cid:([^"'\s>)]+)/gi,
    (reference, id: string) => urls.get(unescapeId(id)) ?? reference,
  );
}

function unescapeId(id: string): string {
  try {
    return decodeURIComponent(id.replace(/&amp;/g, '&'));
  } catch {
    return id;
  }
}
