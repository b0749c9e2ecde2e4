import { piecesAround } from './json-pieces.js';
import { inTurns } from './piecewise.js';

/** The parts of an answer as `multipart/mixed` with the boundary `-`. */
export async function* multipartOf(
  parts: AsyncIterable<object>,
): AsyncGenerator<string | Uint8Array> {
  yield '\r\n---';
  for await (const part of parts) {
    const pieces: Buffer[] = [];
    for await (const piece of inTurns(piecesAround('', part, ''))) pieces.push(Buffer.from(piece));
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    yield `\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${length}\r\n\r\n`;
    yield* inTurns(pieces);
    yield '\r\n---';
  }
  yield '--\r\n';
}
