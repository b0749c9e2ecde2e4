import { finished, type Readable } from 'node:stream';
import { RtBadReplyError } from './errors.js';

/**
 * Reads an answer whole.
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
    finished(body, { writable: false }, (error) => {
      if (error) reject(error);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
  });
}
