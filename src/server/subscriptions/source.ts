/**
 * Items of a subscription that can be left at any time. A generator that waits for its next item hears of `return` only
 * when that has come; nobody waits here, and the inner iterator is told at once.
 */
export class Source<T> implements AsyncIterableIterator<T> {
  readonly #inner: AsyncIterator<T>;
  readonly #take: (item: T) => Promise<void>;
  #hasEnded = false;
  #leave: (() => void) | undefined;

  /** `take` is called for each item before it is told, and may end the source with an error. */
  constructor(items: AsyncIterable<T>, take: (item: T) => Promise<void>) {
    this.#inner = items[Symbol.asyncIterator]();
    this.#take = take;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#hasEnded) return Promise.resolve(done);
    return new Promise((resolve, reject) => {
      this.#leave = () => resolve(done);
      this.#following().then(resolve, reject);
    });
  }

  return(): Promise<IteratorResult<T>> {
    this.end();
    return Promise.resolve(done);
  }

  /** Ends it, whatever it waits for. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#leave?.();
    // Whatever goes wrong while it leaves, nobody is there to be told.
    this.#inner.return?.().catch(() => undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #following(): Promise<IteratorResult<T>> {
    const result = await this.#inner.next();
    if (this.#hasEnded || result.done) return done;
    await this.#take(result.value);
    return result;
  }
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };
