import { fixedLimits } from '../../limits.js';

/**
 * Feeds a request's body to `take`, chunk by chunk. When `take` throws, the refusal can be answered at once, and the
 * rest is read and dropped meanwhile, so that the client gets to hear it instead of a broken connection; a body
 * without end is cut all the same.
 */
export async function eachChunk(
  request: Request,
  take: (chunk: Uint8Array) => Promise<void> | void,
  isStranger: () => boolean = () => false,
): Promise<void> {
  if (!request.body) return;
  const chunks = request.body[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return;
    try {
      await take(value);
    } catch (error) {
      void drop(chunks, isStranger());
      throw error;
    }
  }
}

async function drop(chunks: AsyncIterator<Uint8Array>, isStranger: boolean): Promise<void> {
  const most = isStranger ? fixedLimits.maxStrangerDroppedBytes : fixedLimits.maxDroppedBytes;
  let dropped = 0;
  try {
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) return;
      dropped += value.byteLength;
      if (dropped > most) {
        if (!isStranger) await chunks.return?.();
        return;
      }
    }
  } catch {
    // The client has gone away, and nobody waits for the rest.
  }
}
