import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { decodeText, markedCharset } from '../../rt/mail/charset/decode-text.js';
import { headerValue, originalCharset } from '../../rt/mail/mime-headers.js';
import { isLengthOfRt } from '../../rt/mail/part-size.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { wantColumns } from '../../rt/wanted.js';
import type { Context } from '../context.js';

/**
 * The text of a part, or of its first `maxBytes` bytes. Null when it is larger than the server's inline limit, or
 * in a charset that nothing here can read.
 */
export async function partText(
  part: ShownObject<'attachment'>,
  { load, limits }: Context,
  maxBytes?: number,
): Promise<string | null> {
  const isCut = maxBytes !== undefined;
  const bytes = await load.attachmentBytes(part.id, maxBytes ?? limits.maxInlineBytes, {
    cut: isCut,
  });
  if (!bytes) return null;
  const headers = part.read(c.headers);
  const charset = originalCharset(headers) ?? markedCharset(bytes) ?? 'utf-8';
  // ASCII is the beginning of UTF-8, which senders of "us-ascii" often mean.
  const text = decodeText(bytes, /^(?:us-)?ascii$/.test(charset) ? 'utf-8' : charset, { isCut });
  if (isCut || !isReadByRt(part) || (text !== undefined && isWhole(text, charset, part))) {
    return text ?? null;
  }
  const form = await load.object.attachment(part.id, wantColumns(c.content));
  return form.read(c.content);
}

/** RT itself decodes plain text and HTML, and shows other text/* as bytes. */
function isReadByRt(part: ShownObject<'attachment'>): boolean {
  return /^text\/(?:plain|html)$/i.test(part.read(c.contentType));
}

/**
 * Whether RT could send the text in its first charset. It writes `?` for what that lacks, which happens where the
 * sender named a wrong charset; it counted the text in UTF-8 when it stored it.
 */
function isWhole(text: string, charset: string, part: ShownObject<'attachment'>): boolean {
  const headers = part.read(c.headers);
  if (/^utf-?8/.test(charset) || !isLengthOfRt(headers)) return true;
  return Buffer.byteLength(text) === Number(headerValue(headers, 'Content-Length'));
}
