import type { Readable } from 'node:stream';

/** The beginning of a stream, and the rest of it. */
export interface BegunStream {
  readonly head: Buffer;
  /** Whether the head is all there is. */
  readonly isWhole: boolean;
  /** All of it, head included. Read it or cancel it. */
  chunks(): AsyncGenerator<Buffer>;
  cancel(): void;
}

/** Reads the beginning of a stream, up to `enough` bytes: what is no longer than that is known whole. */
export async function begin(stream: Readable, enough: number): Promise<BegunStream> {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const begun: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  while (size <= enough && !isWhole) {
    const { value, done } = await iterator.next();
    if (done) isWhole = true;
    else {
      begun.push(value);
      size += value.length;
    }
  }
  async function* chunks() {
    try {
      yield* begun;
      while (!isWhole) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      stream.destroy();
    }
  }
  return { head: Buffer.concat(begun), isWhole, chunks, cancel: () => stream.destroy() };
}
