import { finished, type Readable } from 'node:stream';
import { RtBadReplyError } from '../errors.js';

/**
 * Reads an answer whole.
 *
 * undici lets go of a connection one turn of the event loop after its answer has ended. What is asked sooner goes to
 * another connection, and so to another of RT's workers, which takes 3 ms longer than the one that is warm.
 * @throws RtBadReplyError beyond `maxBytes`; whatever the stream throws when it breaks.
 */
export function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else body.destroy(new RtBadReplyError(`RT's answer is larger than ${maxBytes} bytes.`));
    });
    const whole = () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    finished(body, { writable: false }, (error) => {
      if (error) reject(error);
      else setImmediate(whole);
    });
  });
}
