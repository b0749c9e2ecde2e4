import { type Readable, Transform, type TransformCallback } from 'node:stream';
import type { RtClient } from '../client.js';
import { CredentialsError, RtBadReplyError } from '../errors.js';
import { byId } from '../object-spec.js';
import { wireError } from '../transport.js';

/**
 * The bytes of an attachment: what follows RT's status line and one blank line, nothing appended. An
 * empty, container or hidden attachment is an entirely empty body, so ask for its form first.
 */
export async function streamAttachment(rt: RtClient, id: number): Promise<Readable> {
  const { body } = await rt.stream({
    operation: 'attachment/content',
    path: `${byId('attachment', id)}/content`,
  });
  const cut = new StatusLineCut();
  body.on('error', (error) => cut.destroy(wireError(error)));
  cut.on('close', () => body.destroy());
  return body.pipe(cut);
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
  #head = Buffer.alloc(0);
  #cut = false;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    if (this.#cut) {
      done(null, chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
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
    const rest = this.#head.subarray(end + 2);
    done(null, rest.length > 0 ? rest : undefined);
  }

  override _flush(done: TransformCallback): void {
    done(this.#cut || this.#head.length === 0 ? null : wrongStart(this.#head));
  }
}

function wrongStart(head: Buffer): Error {
  return /^RT\/\S+ 401 /.test(head.toString('latin1'))
    ? new CredentialsError('RT no longer knows this session.')
    : new RtBadReplyError('RT answered something else than the attachment.');
}
