import { Transform, type TransformCallback } from 'node:stream';
import { NotFoundError, TooLargeError } from '../../rt/errors.js';

/** The first and the last byte of a part. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a body of `size` bytes that a request asks for, undefined for all of it. Several parts, or anything
 * odd, are answered whole, as HTTP allows; so is a part of another version than the one with this entity tag.
 */
export function requestedRange(
  headers: Headers,
  size: number,
  etag: string,
): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range') ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const condition = headers.get('if-range');
  // A date does not fit either: nothing here has one.
  if (condition !== null && (condition.trim() !== etag || etag.startsWith('W/'))) return undefined;
  if (match[1] === '') {
    const start = Math.max(0, size - Number(match[2]));
    return start >= size ? 'unsatisfiable' : { start, end: size - 1 };
  }
  const start = Number(match[1]);
  if (match[2] !== '' && Number(match[2]) < start) return undefined;
  const end = match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return start >= size ? 'unsatisfiable' : { start, end };
}

/** Whether the client has this version already. */
export function isKnownVersion(header: string | null, etag: string): boolean {
  const strong = etag.replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === strong);
}

/**
 * Whether a request wants this version or any (`If-Match`). One that may differ between answers never matches by its
 * tag. A condition on the date of a change (`If-Unmodified-Since`) is ignored, as HTTP has it where no date is known.
 */
export function isWantedVersion(header: string | null, etag: string): boolean {
  if (header === null) return true;
  return header
    .split(',')
    .map((wanted) => wanted.trim())
    .some((wanted) => wanted === '*' || (wanted === etag && !etag.startsWith('W/')));
}

/** Lets only a range of bytes through, and fails when there are fewer or more than was promised. */
export class ByteRange extends Transform {
  readonly #range: Range | undefined;
  readonly #size: number | undefined;
  #seen = 0;

  constructor(range: Range | undefined, size: number | undefined) {
    super();
    this.#range = range;
    this.#size = size;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const { start = 0, end = Number.POSITIVE_INFINITY } = this.#range ?? {};
    const from = Math.max(0, start - this.#seen);
    const to = Math.min(chunk.length, end + 1 - this.#seen);
    this.#seen += chunk.length;
    if (this.#size !== undefined && this.#seen > this.#size) {
      done(new TooLargeError('RT sent more bytes than it has recorded for this file.'));
      return;
    }
    const part = chunk.subarray(from, Math.max(from, to));
    done(null, part.length > 0 ? part : undefined);
  }

  override _flush(done: TransformCallback): void {
    const short = this.#size !== undefined && this.#seen < this.#size;
    done(
      short ? new NotFoundError('RT sent fewer bytes than it has recorded for this file.') : null,
    );
  }
}
