import { type Readable, Transform, type TransformCallback } from 'node:stream';
import type { RtClient } from '../../connection/client.js';
import { mayBeForgotten, withSession } from '../../connection/forgotten-session.js';
import { parseReply } from '../../connection/reply.js';
import { wireError } from '../../connection/transport.js';
import { RtBadReplyError, RtError } from '../../errors.js';
import { notVisible } from '../../not-visible.js';
import { byId } from '../../object-spec.js';
import { endsOfContent } from '../whole-answer.js';
import { BytesOfCharacters } from './bytes-of-characters.js';

/**
 * The bytes of an attachment: what is between RT's status line and the form that ends its answer. The stream fails
 * where that form is missing. An empty, container or hidden attachment has no bytes, so ask for its form first.
 */
export function streamAttachment(rt: RtClient, id: number): Promise<Readable> {
  return withSession(() => open(rt, id));
}

async function open(rt: RtClient, id: number): Promise<Readable> {
  const { body, charge, expired } = await rt.stream({
    operation: 'attachment/content',
    path: 'show',
    params: [['id', `${byId('attachment', id)}/content`]],
  });
  const cut = new ContentOnly(charge);
  body.on('error', (error) => cut.destroy(wireError(error)));
  cut.on('close', () => body.destroy());
  body.pipe(cut);
  try {
    await cut.begun;
  } catch (error) {
    if (mayBeForgotten(error)) expired();
    throw error;
  }
  return cut;
}

/**
 * The bytes of an attachment, in memory: all of them, or with `cut` the first `maxBytes`. Undefined when
 * there are more than `maxBytes` and they may not be cut.
 */
export async function readAttachment(
  rt: RtClient,
  id: number,
  maxBytes: number,
  options: { readonly cut: boolean },
): Promise<Buffer | undefined> {
  const stream = await streamAttachment(rt, id);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxBytes) break;
  }
  if (size <= maxBytes) return Buffer.concat(chunks);
  return options.cut ? Buffer.concat(chunks).subarray(0, maxBytes) : undefined;
}

const complaint = /^# (?:Attachment \d+ does not exist\.|Invalid attachment id: \d+)\n+$/;
/** The most bytes that RT writes about a missing attachment. */
const maxComplaint = 64;
/** So many bytes are held back until the answer is over: they may be its end. */
const maxEnd = endsOfContent.form.length + maxComplaint;

/** Takes RT's status line off the front of a body, and the form that proves it whole off its end. */
export class ContentOnly extends Transform {
  /** Resolves when RT has said that the bytes follow; rejects when it said something else, or nothing came. */
  readonly begun: Promise<void>;
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #hasPassed = false;
  readonly #bytes = new BytesOfCharacters();
  #cut = false;

  readonly #charge: (bytes: number) => void;

  /** `charge` is told of all bytes that come out: RT sends some of them as two. What it throws ends the stream. */
  constructor(charge: (bytes: number) => void = () => undefined) {
    super();
    this.#charge = charge;
    this.begun = new Promise((resolve, reject) => {
      this.once('begun', resolve);
      this.once('error', reject);
      this.once('close', () => reject(new RtBadReplyError("RT's response is empty.")));
    });
    // Whoever only reads the stream hears of a failure from it.
    this.begun.catch(() => undefined);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    if (this.#cut) {
      this.#pass(chunk, done);
      return;
    }
    this.#head = withoutMark(Buffer.concat([this.#head, chunk]));
    const end = this.#head.indexOf('\n\n');
    if (end < 0) {
      done(this.#head.length > 1024 ? wrongStart(this.#head) : null);
      return;
    }
    const line = this.#head.subarray(0, end).toString('latin1');
    if (!/^RT\/\S+ 200 /.test(line)) {
      done(wrongStart(this.#head));
      return;
    }
    this.#cut = true;
    this.emit('begun');
    this.#pass(this.#head.subarray(end + 2), done);
  }

  override _flush(done: TransformCallback): void {
    if (!this.#cut) {
      done(wrongStart(this.#head));
      return;
    }
    const { raw, none, form } = endsOfContent;
    const tail = this.#tail;
    if (!this.#hasPassed && tail.equals(none)) done();
    else if (endsWith(tail, raw)) this.#push([tail.subarray(0, -raw.length)], done, true);
    else if (endsWith(tail, form)) {
      const rest = tail.subarray(0, -form.length);
      if (!this.#hasPassed && complaint.test(rest.toString('latin1'))) done(notVisible());
      // RT before 4.4.5 and 5.0.2 treats bytes like text, and pads them with line breaks.
      else this.#push([rest], done, true);
    } else done(new RtBadReplyError("RT's response is incomplete."));
  }

  /** Lets all bytes through that cannot belong to the end. */
  #pass(chunk: Buffer, done: TransformCallback): void {
    const past = this.#tail.length + chunk.length - maxEnd;
    if (past <= 0) {
      this.#tail = Buffer.concat([this.#tail, chunk]);
      done();
      return;
    }
    const tail = this.#tail;
    const old = Math.min(past, tail.length);
    this.#hasPassed = true;
    this.#tail = Buffer.concat([tail.subarray(old), chunk.subarray(past - old)]);
    this.#push([tail.subarray(0, old), chunk.subarray(0, past - old)], done);
  }

  #push(pieces: readonly Buffer[], done: TransformCallback, isEnd = false): void {
    try {
      for (const piece of pieces) {
        const bytes = this.#bytes.read(piece);
        this.#charge(bytes.length);
        if (bytes.length > 0) this.push(bytes);
      }
      if (isEnd) this.#bytes.end();
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

function endsWith(bytes: Buffer, end: Buffer): boolean {
  return bytes.length >= end.length && bytes.subarray(-end.length).equals(end);
}

/** Some proxies put a byte order mark before every text. */
function withoutMark(head: Buffer): Buffer {
  return head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;
}

const byteOrderMark = Buffer.from('\uFEFF');

/** What RT said instead of the bytes. */
function wrongStart(head: Buffer): Error {
  try {
    parseReply(head.toString('utf8'));
  } catch (error) {
    if (error instanceof RtError) return error;
    throw error;
  }
  return new RtBadReplyError('RT returned something other than the attachment.');
}
