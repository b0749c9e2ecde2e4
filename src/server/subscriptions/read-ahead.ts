/**
 * What becomes of items that are worked on side by side, in the order of the items. Items that come together are begun
 * together, up to `most`: what each of them asks RT can then be one request for all. What fails is told in its place, as
 * is the failure or the end of the items.
 */
export class ReadAhead<T> {
  readonly #begun: Promise<T | undefined>[] = [];
  readonly #most: number;
  #wake: (() => void) | undefined;
  #goOn: (() => void) | undefined;
  #leave: (() => void) | undefined;
  #hasEnded = false;

  /** @param begin Begins to work on an item; called for one after the other. */
  constructor(items: AsyncIterable<unknown>, most: number, begin: (item: unknown) => Promise<T>) {
    this.#most = most;
    this.#run(items, begin).catch((error: unknown) => this.#put(Promise.reject(error)));
  }

  /** The next result; undefined at the end. Call again only when it has come. */
  next(): Promise<T | undefined> {
    if (this.#hasEnded) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#leave = () => resolve(undefined);
      this.#following().then(resolve, reject);
    });
  }

  /** Begins nothing more, and tells nothing more. */
  end(): void {
    this.#hasEnded = true;
    this.#leave?.();
    this.#goOn?.();
  }

  async #following(): Promise<T | undefined> {
    if (this.#begun.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    // It keeps its place until it is done: so many are worked on, and no more.
    return this.#begun[0]?.finally(() => {
      this.#begun.shift();
      this.#goOn?.();
    });
  }

  async #run(items: AsyncIterable<unknown>, begin: (item: unknown) => Promise<T>): Promise<void> {
    for await (const item of items) {
      if (this.#hasEnded) return;
      this.#put(begin(item));
      while (this.#begun.length >= this.#most && !this.#hasEnded) {
        await new Promise<void>((resolve) => {
          this.#goOn = resolve;
        });
      }
    }
    this.#put(Promise.resolve(undefined));
  }

  #put(result: Promise<T | undefined>): void {
    // It may fail before its turn has come, or when nobody asks any more.
    result.catch(() => undefined);
    this.#begun.push(result);
    this.#wake?.();
  }
}
