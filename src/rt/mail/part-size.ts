import { headerValue, type MimeHeader, originalCharset } from './mime-headers.js';

/** What is known of a part without its bytes. */
export interface PartFacts {
  /** RT's ContentType column, which says what the bytes are; the header says what they were. */
  readonly contentType: string;
  readonly headers: readonly MimeHeader[];
  /** The size in the list of a ticket or transaction, which RT works out from what it has. */
  readonly listed: string | undefined;
}

/** No site cuts attachments below this. */
const neverCut = 64 * 1024;
const textual = /^(?:text\/(?:plain|html)|message\/rfc822)$/;
const asUtf8 = /^(?:utf-?8|utf-8-strict)$/;
const asAscii = /^(?:us-)?ascii$/;

/**
 * How many bytes RT sends of a part; `unlisted` where its list must be asked first, undefined where nothing but
 * the bytes can tell.
 *
 * The Content-Length header alone proves nothing: the sender may have written it, RT writes it before it takes a
 * mail apart (0 for a mail in a mail), reads text in another charset, cuts or drops what is too long. So it counts
 * where RT's list, made from what is there, says the same.
 */
export function partSize({
  contentType,
  headers,
  listed,
}: PartFacts): number | 'unlisted' | undefined {
  const type = contentType.toLowerCase();
  if (type.startsWith('multipart/')) return 0;
  // RT puts a mail in a mail together again when it is asked for.
  if (type === 'message/rfc822' || (type.startsWith('message/') && /^0?b$/.test(listed ?? '')))
    return undefined;
  const declared = /^[^;\s]+/.exec(headerValue(headers, 'Content-Type')?.trim() ?? '')?.[0];
  // RT keeps a notice instead of a file that it dropped.
  if (declared !== undefined && declared.toLowerCase() !== type) return undefined;
  const header = Number(
    /^\d{1,15}$/.exec(headerValue(headers, 'Content-Length') ?? '')?.[0] ?? Number.NaN,
  );
  if (!textual.test(type)) return listed === undefined ? 'unlisted' : agreed(header, listed);
  const charset = originalCharset(headers) ?? 'utf-8';
  const isUtf8 = asUtf8.test(charset);
  if (!isUtf8 && !asAscii.test(charset)) return undefined;
  if (listed === undefined) {
    return isUtf8 && isLengthOfRt(headers) && header <= neverCut ? header : 'unlisted';
  }
  const characters = agreed(header, listed);
  if (!isUtf8 || characters === header || characters === undefined) return characters;
  // Characters beyond ASCII take two to four bytes each.
  const fits = header > characters && header <= 4 * characters;
  return fits && isLengthOfRt(headers) ? header : undefined;
}

/** RT's list is exact up to 1024 and cuts after the tenth of a kibibyte beyond. */
function agreed(header: number, listed: string): number | undefined {
  const exact = /^(\d*)b$/.exec(listed)?.[1];
  if (exact !== undefined) return Number(exact);
  return header > 1024 && `${Math.floor(header / 102.4) / 10}k` === listed ? header : undefined;
}

/** RT adds its Content-Length behind its X-RT-Original-Encoding; one that came with the mail is before. */
export function isLengthOfRt(headers: readonly MimeHeader[]): boolean {
  const names = headers.map(({ name }) => name.toLowerCase());
  const encoding = names.indexOf('x-rt-original-encoding');
  return encoding >= 0 && names.indexOf('content-length') > encoding;
}
