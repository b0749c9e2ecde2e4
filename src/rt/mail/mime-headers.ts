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
 * The charset that the part's bytes are in, undefined where nothing tells. RT sends text in its original charset
 * while it claims UTF-8; the truth is in its own X-RT-Original-Encoding header, by the name that Perl's Encode has.
 */
export function originalCharset(headers: readonly MimeHeader[]): string | undefined {
  const original = headerValue(headers, 'X-RT-Original-Encoding');
  const declared = /charset="?([^";\s]+)/i.exec(headerValue(headers, 'Content-Type') ?? '')?.[1];
  return (original || declared)?.toLowerCase();
}

/** What a part's Content-Disposition says, in lower case; undefined where it has none. */
export function dispositionOf(headers: readonly MimeHeader[]): string | undefined {
  return /^[\w-]+/
    .exec(headerValue(headers, 'Content-Disposition')?.trim() ?? '')?.[0]
    .toLowerCase();
}

/** A part's Content-ID without its angle brackets. */
export function contentIdOf(headers: readonly MimeHeader[]): string | undefined {
  return headerValue(headers, 'Content-ID')?.trim().replace(/^<|>$/g, '') || undefined;
}
