import type { Readable } from 'node:stream';
import { RtBadReplyError } from './errors.js';

/**
 * Reads an answer whole.
 * @throws RtBadReplyError beyond `maxBytes`; whatever the stream throws when it breaks.
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) {
      body.destroy();
      throw new RtBadReplyError(`RT's answer is larger than ${maxBytes} bytes.`);
    }
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
