/** What is read of a refused body before its connection is cut, in bytes. */
const patience = 64 * 1024 * 1024;

/**
 * Feeds a request's body to `take`, chunk by chunk. When `take` throws, the rest is read and dropped, so that
 * the client gets to hear the refusal instead of a broken connection; a body without end is cut all the same.
 */
export async function eachChunk(
  request: Request,
  take: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
  if (!request.body) return;
  const chunks = request.body[Symbol.asyncIterator]();
  let dropped = 0;
  let refusal: { readonly reason: unknown } | undefined;
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) break;
    if (refusal) {
      dropped += value.byteLength;
      if (dropped > patience) {
        await chunks.return?.();
        break;
      }
      continue;
    }
    try {
      await take(value);
    } catch (reason) {
      refusal = { reason };
    }
  }
  if (refusal) throw refusal.reason;
}
