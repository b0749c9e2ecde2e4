import type { IncomingHttpHeaders } from 'node:http';
import type { Upload } from '../rest/call.js';
import { readMultipart } from './multipart.js';
import { decodePerl } from './perl-text.js';

/** What came with a request: texts in order, and files. */
export interface Params {
  readonly pairs: readonly (readonly [string, string])[];
  readonly uploads: readonly Upload[];
}

/** Undoes percent encoding byte by byte, so that broken UTF-8 stays what it is. */
export function percentDecode(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const decoded = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const hex = byte === 0x25 ? bytes.toString('latin1', at + 1, at + 3) : '';
    if (/^[\da-f]{2}$/i.test(hex)) {
      decoded[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else {
      decoded[length++] = byte;
    }
  }
  return decodePerl(decoded.subarray(0, length));
}

function readPairs(encoded: string): readonly (readonly [string, string])[] {
  return encoded
    .split(/[&;]/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [
        percentDecode(name.replace(/\+/g, ' ')),
        percentDecode(value.replace(/\+/g, ' ')),
      ] as const;
    });
}

/** Reads the query and the body of a request. A body that is not a form is ignored, as RT does. */
export function readParams(query: string, headers: IncomingHttpHeaders, body: Buffer): Params {
  const fromQuery = readPairs(query);
  const type = headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary !== undefined) {
    const { pairs, uploads } = readMultipart(body, boundary);
    return { pairs: [...fromQuery, ...pairs], uploads };
  }
  const isForm = /^application\/x-www-form-urlencoded/i.test(type);
  const fromBody = isForm ? readPairs(body.toString('latin1')) : [];
  return { pairs: [...fromQuery, ...fromBody], uploads: [] };
}
