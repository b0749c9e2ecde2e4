/** One header of a MIME part, folded lines joined. */
export interface MimeHeader {
  readonly name: string;
  readonly value: string;
}

/** The headers of a part as RT stores them, in RT's order. */
export function parseHeaders(text: string): readonly MimeHeader[] {
  const headers: { name: string; value: string }[] = [];
  for (const line of text.split('\n')) {
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`;
    else if (colon > 0) {
      headers.push({ name: line.slice(0, colon), value: line.slice(colon + 1).trim() });
    }
  }
  return headers;
}

/** The first value of a header, whatever case its name is written in. */
export function headerValue(headers: readonly MimeHeader[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted)?.value;
}

/**
 * The charset that the part's bytes are in. RT sends text in its original charset while it claims UTF-8;
 * the truth is in its own X-RT-Original-Encoding header.
 */
export function originalCharset(headers: readonly MimeHeader[]): string {
  const original = headerValue(headers, 'X-RT-Original-Encoding');
  const declared = /charset="?([^";\s]+)/i.exec(headerValue(headers, 'Content-Type') ?? '')?.[1];
  return (original || declared || 'utf-8').toLowerCase();
}

const sameInUtf8 = /^(?:utf-?8|utf-8-strict|us-ascii|ascii)$/;

/**
 * How many bytes RT sends of the part, from its Content-Length header. RT counts text as it keeps it, in
 * UTF-8, and sends it in its original charset, so the size of any other text is undefined, as is one that
 * RT did not record.
 */
export function exactSize(headers: readonly MimeHeader[]): number | undefined {
  const original = headerValue(headers, 'X-RT-Original-Encoding')?.toLowerCase();
  if (original !== undefined && !sameInUtf8.test(original)) return undefined;
  const length = headerValue(headers, 'Content-Length');
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
