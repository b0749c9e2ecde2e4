import { createReadStream } from 'node:fs';

const lineFeed = 10;
const chunkBytes = 1024 * 1024;

/** A file's lines one by one, whatever its size. Of a line that is longer than `maxBytes` only the start is told. */
export async function* linesOf(path: string, maxBytes: number): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path, {
    highWaterMark: chunkBytes,
  }) as AsyncIterable<Buffer>) {
    for (let from = 0, end = 0; end >= 0; from = end + 1) {
      end = chunk.indexOf(lineFeed, from);
      const part = chunk.subarray(from, end < 0 ? undefined : end).subarray(0, maxBytes - bytes);
      if (part.length > 0) parts.push(part);
      bytes += part.length;
      if (end < 0) continue;
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      bytes = 0;
    }
  }
  yield Buffer.concat(parts).toString('utf8');
}
