import { randomUUID } from 'node:crypto';
import { isLong, jsonPieces } from '../answer/json-pieces.js';

/**
 * Payloads of messages that are too long to be written in one go. The protocol's library writes each message as a
 * whole, so it is given a mark in the place of such a payload, which is exchanged for it on the way to the socket.
 */
export class LongPayloads {
  readonly #held = new Map<string, object>();

  /** What the library shall write: a payload, or its mark. */
  mark<T extends object>(payload: T): T | { readonly longPayload: string } {
    if (!isLong(payload)) return payload;
    const longPayload = randomUUID();
    this.#held.set(longPayload, payload);
    return { longPayload };
  }

  /** The pieces of a message that holds a mark; undefined for any other. Nothing that a client chose looks like one. */
  piecesOf(message: string): Generator<string> | undefined {
    if (this.#held.size === 0) return undefined;
    const found = /"payload":(\{"longPayload":"([\da-f-]{36})"\})/.exec(message);
    const [, mark = '', key = ''] = found ?? [];
    const payload = this.#held.get(key);
    if (!found || !payload) return undefined;
    this.#held.delete(key);
    const at = found.index + '"payload":'.length;
    return piecesIn(message.slice(0, at), payload, message.slice(at + mark.length));
  }
}

function* piecesIn(before: string, payload: object, after: string): Generator<string> {
  yield before;
  yield* jsonPieces(payload);
  yield after;
}
