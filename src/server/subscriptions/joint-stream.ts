import type { ExecutionResult } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { Piecewise } from '../answer/piecewise.js';
import { shownResult } from '../answer/shown-result.js';
import { eventOf } from './event-of.js';
import type { EventSource } from './event-stream.js';

/** An event that waits for the client to take it. */
interface Waiting {
  readonly event: Iterator<string>;
  readonly taken: () => void;
}

/**
 * One event stream for many operations (the single connection mode of GraphQL over SSE). Each operation goes on only
 * when the client has taken what it told last, so that what a client does not read waits at its source.
 */
export class JointStream implements EventSource {
  readonly #operations = new Map<string, AsyncIterator<ExecutionResult> | undefined>();
  readonly #waiting: Waiting[] = [];
  readonly #pieces = new Piecewise();
  readonly #onEnd: () => void;
  #wake: (() => void) | undefined;
  #hasEnded = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** How many operations run. */
  get size(): number {
    return this.#operations.size;
  }

  /** Keeps an operation's place; false where another has its ID. */
  reserve(id: string): boolean {
    if (this.#operations.has(id)) return false;
    this.#operations.set(id, undefined);
    return true;
  }

  /** Tells the results of an operation whose place was kept. */
  async tell(id: string, results: ExecutionResult | AsyncIterable<ExecutionResult>): Promise<void> {
    const iterator = isAsyncIterable(results) ? results[Symbol.asyncIterator]() : once(results);
    // It was completed, or the client has gone, before it began.
    if (!this.#operations.has(id)) {
      await iterator.return?.();
      return;
    }
    this.#operations.set(id, iterator);
    const isRunning = () => this.#operations.get(id) === iterator;
    try {
      for (;;) {
        const { done, value } = await iterator.next();
        if (!isRunning()) return;
        if (done) break;
        await this.#put(eventOf('next', { id, payload: shownResult(value) }));
      }
      await this.#put(eventOf('complete', { id }));
    } finally {
      if (isRunning()) this.complete(id);
    }
  }

  /** Ends an operation; nothing more is told of it. */
  complete(id: string): void {
    const iterator = this.#operations.get(id);
    this.#operations.delete(id);
    // Nobody is there to be told what goes wrong while it ends.
    iterator?.return?.().catch(() => undefined);
  }

  async next(): Promise<string | undefined> {
    for (;;) {
      const more = await this.#pieces.next();
      if (this.#hasEnded) return undefined;
      if (more !== undefined) return more;
      const next = this.#waiting.shift();
      if (next) {
        next.taken();
        return this.#pieces.start(next.event);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  leave(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    for (const id of this.#operations.keys()) this.complete(id);
    for (const { taken } of this.#waiting.splice(0)) taken();
    this.#wake?.();
    this.#onEnd();
  }

  #put(event: Iterator<string>): Promise<void> {
    return new Promise((taken) => {
      if (this.#hasEnded) return taken();
      this.#waiting.push({ event, taken });
      this.#wake?.();
    });
  }
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}
