import { fixedLimits } from '../limits.js';
import { OverloadedError } from '../rt/errors.js';

/**
 * What waits for one subscriber to read it. A subscriber who does not read is cut off, and goes on from the last event
 * that arrived.
 */
export class EventQueue<T> implements AsyncIterableIterator<T> {
  readonly #items: T[] = [];
  readonly #leave: () => void;
  #wake: (() => void) | undefined;
  #drained: (() => void) | undefined;
  #end: { readonly error?: unknown } | undefined;

  /** @param leave Called once, when the subscriber has gone or the stream has ended. */
  constructor(leave: () => void) {
    this.#leave = leave;
  }

  push(item: T): void {
    if (this.#end) return;
    if (this.#items.length >= fixedLimits.maxWaitingEvents) {
      this.#items.length = 0;
      this.fail(
        new OverloadedError(
          'The client did not read its events in time. Resume after the last event received: pass its cursor, or the ID of its history item, as `after`.',
          {
            retryAfterSeconds: 1,
          },
        ),
      );
      return;
    }
    this.#items.push(item);
    this.#wake?.();
  }

  /** Waits until the subscriber has read everything, or has gone. */
  async drained(): Promise<void> {
    if (this.#items.length === 0 || this.#end) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Ends the stream with an error, after the events that wait. */
  fail(error: unknown): void {
    this.#finish({ error });
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      const [item] = this.#items.splice(0, 1);
      if (item !== undefined) {
        if (this.#items.length === 0) this.#drained?.();
        return { done: false, value: item };
      }
      if (this.#end) {
        const { error } = this.#end;
        this.#end = {};
        if (error !== undefined) throw error;
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#items.length = 0;
    this.#finish({});
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(end: { readonly error?: unknown }): void {
    if (this.#end) return;
    this.#end = end;
    this.#wake?.();
    this.#drained?.();
    this.#leave();
  }
}
