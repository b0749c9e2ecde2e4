import { setImmediate as nextTurn } from 'node:timers/promises';

/** Hands out texts in pieces, each in a turn of its own, so that a long text holds nobody up. */
export class Piecewise {
  #rest: Iterator<string> | undefined;

  /** Starts a text, and returns its first piece. */
  start(pieces: Iterator<string>): string {
    this.#rest = pieces;
    const first = pieces.next();
    return first.done ? '' : first.value;
  }

  /** The next piece of the text that was started; undefined where that was the last one. */
  async next(): Promise<string | undefined> {
    const next = this.#rest?.next();
    if (!next || next.done) {
      this.#rest = undefined;
      return undefined;
    }
    await nextTurn();
    return next.value;
  }
}

/** Pieces of a text, each in a turn of its own. */
export async function* inTurns<T>(pieces: Iterable<T>): AsyncGenerator<T> {
  for (const piece of pieces) {
    yield piece;
    await nextTurn();
  }
}
