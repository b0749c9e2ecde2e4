import { fixedLimits } from '../../limits.js';

/**
 * A body of texts that are made as they are read. A client that takes nothing for a while is cut: what is left of the
 * answer would be held for it.
 */
export function streamOf(
  pieces: AsyncGenerator<string | Uint8Array>,
  cut: () => void,
  maxUnreadMs: number = fixedLimits.maxUnreadMs,
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
      await pieces.return(undefined);
    },
  });
}
