import { finished, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { RtBadReplyError } from '../errors.js';

/**
 * Reads an answer whole.
 *
 * undici lets go of a connection one turn of the event loop after its answer has ended. What is asked sooner goes to
 * another connection, and so to another of RT's workers, which takes 3 ms longer than the one that is warm.
 * @throws RtBadReplyError beyond `maxBytes`; whatever the stream throws when it breaks.
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readAll(body, maxBytes, (chunk) => chunks.push(chunk));
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** The same as text. Each piece is decoded when it comes, so that a large answer holds nobody up. */
export async function readText(
  body: Readable,
  maxBytes: number,
): Promise<{ readonly text: string; readonly bytes: number }> {
  const decoder = new StringDecoder('utf8');
  const pieces: string[] = [];
  const bytes = await readAll(body, maxBytes, (chunk) => pieces.push(decoder.write(chunk)));
  pieces.push(decoder.end());
  return { text: pieces.join(''), bytes };
}

/** Reads a body to its end, and tells how many bytes that were. */
function readAll(body: Readable, maxBytes: number, take: (chunk: Buffer) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) take(chunk);
      else body.destroy(new RtBadReplyError(`RT's response is larger than ${maxBytes} bytes.`));
    });
    finished(body, { writable: false }, (error) => {
      if (error) reject(error);
      else setImmediate(() => resolve(size));
    });
  });
}
