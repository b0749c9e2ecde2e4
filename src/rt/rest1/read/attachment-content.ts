import { type Readable, Transform, type TransformCallback } from 'node:stream';
import type { RtClient } from '../../connection/client.js';
import { mayBeForgotten, withSession } from '../../connection/forgotten-session.js';
import { parseReply } from '../../connection/reply.js';
import { wireError } from '../../connection/transport.js';
import { RtBadReplyError, RtError } from '../../errors.js';
import { byId } from '../../object-spec.js';

/**
 * The bytes of an attachment: what follows RT's status line and one blank line, nothing appended. An
 * empty, container or hidden attachment is an entirely empty body, so ask for its form first.
 */
export function streamAttachment(rt: RtClient, id: number): Promise<Readable> {
  return withSession(() => open(rt, id));
}

async function open(rt: RtClient, id: number): Promise<Readable> {
  const { body, expired } = await rt.stream({
    operation: 'attachment/content',
    path: `${byId('attachment', id)}/content`,
  });
  const cut = new StatusLineCut();
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

/** Takes RT's status line and the blank line off the front of a body, wherever the chunks break. */
export class StatusLineCut extends Transform {
  /** Resolves when RT has said that the bytes follow; rejects when it said something else, or nothing came. */
  readonly begun: Promise<void>;
  #head: Buffer = Buffer.alloc(0);
  #cut = false;

  constructor() {
    super();
    this.begun = new Promise((resolve, reject) => {
      this.once('begun', resolve);
      this.once('error', reject);
      this.once('close', () => reject(new RtBadReplyError("RT's answer ended before it began.")));
    });
    // Whoever only reads the stream hears of a failure from it.
    this.begun.catch(() => undefined);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    if (this.#cut) {
      done(null, chunk);
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
    const rest = this.#head.subarray(end + 2);
    done(null, rest.length > 0 ? rest : undefined);
  }

  override _flush(done: TransformCallback): void {
    // A container or a hidden attachment is an empty body.
    if (this.#head.length === 0) this.emit('begun');
    done(this.#cut || this.#head.length === 0 ? null : wrongStart(this.#head));
  }
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
  return new RtBadReplyError('RT answered something else than the attachment.');
}
