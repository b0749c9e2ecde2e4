import type { Upload } from '../rest/call.js';
import { decodePerl } from './perl-text.js';

/** The parts of a form: those with a file name are files, all others texts. */
export interface MultipartForm {
  readonly pairs: readonly (readonly [string, string])[];
  readonly uploads: readonly Upload[];
}

function splitParts(body: Buffer, boundary: string): readonly Buffer[] {
  // The line break before a boundary belongs to it; the first one may come without.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: Buffer[] = [];
  let from = whole.indexOf(delimiter);
  while (from >= 0) {
    const start = from + delimiter.length;
    const next = whole.indexOf(delimiter, start);
    if (next < 0) {
      break;
    }
    parts.push(whole.subarray(start + 2, next));
    from = next;
  }
  return parts;
}

const headerOf = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim();

/** Takes a `multipart/form-data` body apart, byte for byte. */
export function readMultipart(body: Buffer, boundary: string): MultipartForm {
  const pairs: (readonly [string, string])[] = [];
  const uploads: Upload[] = [];
  for (const part of splitParts(body, boundary)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, Math.max(0, end)).toString('utf8');
    const bytes = part.subarray(end + 4);
    const disposition = headerOf(head, 'content-disposition') ?? '';
    const name = /\bname="((?:[^"\\]|\\.)*)"/.exec(
      disposition.replace(/filename="/, 'file="'),
    )?.[1];
    if (name !== undefined && end >= 0) {
      if (/\bfilename="/.test(disposition)) {
        const contentType = headerOf(head, 'content-type');
        const contentId = headerOf(head, 'content-id');
        uploads.push({ name, contentType, contentId, bytes });
      } else {
        pairs.push([name, decodePerl(bytes)]);
      }
    }
  }
  return { pairs, uploads };
}
