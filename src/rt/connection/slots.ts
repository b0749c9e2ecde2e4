import { OverloadedError } from '../errors.js';

interface Waiter {
  readonly owner: string;
  readonly start: () => void;
}

/**
 * The places towards RT. RT runs a handful of single-threaded workers, so more requests in flight only
 * queue there; here they wait in turn per caller, and are refused when the wait is too long.
 */
export class Slots {
  readonly #limit: number;
  readonly #perOwner: number;
  readonly #maxWaiting: number;
  readonly #maxWaitMs: number;
  readonly #waiting: Waiter[] = [];
  readonly #holders = new Map<string, number>();
  #inFlight = 0;

  constructor(options: {
    readonly limit: number;
    /** Places that one caller may hold; all of them when absent. */
    readonly perOwner?: number;
    readonly maxWaiting: number;
    readonly maxWaitMs: number;
  }) {
    this.#limit = options.limit;
    this.#perOwner = options.perOwner ?? options.limit;
    this.#maxWaiting = options.maxWaiting;
    this.#maxWaitMs = options.maxWaitMs;
  }

  /** Whether there is a place at once. */
  isFree(owner: string): boolean {
    return this.#inFlight < this.#limit && this.#held(owner) < this.#perOwner;
  }

  /**
   * Waits for a place and returns the function that gives it back.
   * @throws OverloadedError when too many wait already, or the wait is over.
   */
  async take(owner: string): Promise<() => void> {
    if (this.isFree(owner)) this.#hold(owner);
    else await this.#wait(owner);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#inFlight--;
      const left = this.#held(owner) - 1;
      if (left > 0) this.#holders.set(owner, left);
      else this.#holders.delete(owner);
      this.#next();
    };
  }

  #hold(owner: string): void {
    this.#inFlight++;
    this.#holders.set(owner, this.#held(owner) + 1);
  }

  #held(owner: string): number {
    return this.#holders.get(owner) ?? 0;
  }

  #wait(owner: string): Promise<void> {
    const own = this.#waiting.filter((waiter) => waiter.owner === owner).length;
    // Half of those who wait may be one caller's, so that nobody turns away all others.
    if (this.#waiting.length >= this.#maxWaiting || own >= this.#maxWaiting / 2) throw overloaded();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        owner,
        start: () => {
          clearTimeout(timer);
          // Now, not when the waiter wakes up: until then another caller could take the same place.
          this.#hold(owner);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(overloaded());
      }, this.#maxWaitMs);
      this.#waiting.push(waiter);
    });
  }

  /** Lets in whoever holds the fewest places; among equals the one that waits longest. */
  #next(): void {
    let best: Waiter | undefined;
    for (const waiter of this.#waiting) {
      const held = this.#held(waiter.owner);
      if (held < this.#perOwner && (!best || held < this.#held(best.owner))) best = waiter;
    }
    if (!best) return;
    this.#waiting.splice(this.#waiting.indexOf(best), 1);
    best.start();
  }
}

function overloaded(): OverloadedError {
  return new OverloadedError('Too many requests wait for RT.', { retryAfterSeconds: 1 });
}
