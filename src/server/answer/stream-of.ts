import { fixedLimits } from '../../limits.js';

/**
 * A body of texts that are made as they are read. A client that takes nothing for a while is cut: what is left of the
 * answer would be held for it. `leave` is called when nobody reads it any more.
 */
export function streamOf(
  pieces: AsyncGenerator<string | Uint8Array>,
  cut: () => void,
  {
    maxUnreadMs = fixedLimits.maxUnreadMs,
    leave,
  }: { readonly maxUnreadMs?: number; readonly leave?: () => Promise<unknown> } = {},
): ReadableStream<Uint8Array> {
  let unread: NodeJS.Timeout | undefined;
  return new ReadableStream({
    async pull(controller) {
      clearTimeout(unread);
      const { value, done } = await pieces.next();
      if (done) {
        controller.close();
        return;
      }
      controller.enqueue(typeof value === 'string' ? Buffer.from(value) : value);
      unread = setTimeout(cut, maxUnreadMs).unref();
    },
    async cancel() {
      clearTimeout(unread);
      // Pieces of which none was taken would end nothing.
      await leave?.();
      await pieces.return(undefined);
    },
  });
}
