import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../../rt/errors.js';

/** A subscription that runs, as the server sees it. */
export interface Running {
  /** Ends it because the server stops: its client goes on at another one. */
  stop(): void;
  /** Ends it where its caller's session has ended. */
  checkCaller(): void;
}

/** The subscriptions that run in this process, and how many there may be. */
export class Subscriptions {
  readonly #limits: SubscriptionLimits;
  readonly #running = new Set<Running>();
  readonly #ofAccount = new Map<string, number>();
  #checks: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(limits: SubscriptionLimits) {
    this.#limits = limits;
  }

  /** How many run. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Whether there is room at all, which costs no request to RT.
   * @throws OverloadedError
   */
  checkRoom(): void {
    if (this.#isStopping) {
      const message = 'The server is stopping. Subscribe again.';
      throw new OverloadedError(message, { retryAfterSeconds: 1 });
    }
    const { maxSubscriptions } = this.#limits;
    if (this.#running.size >= maxSubscriptions) {
      throw full('This server has', 'MAX_SUBSCRIPTIONS', maxSubscriptions);
    }
  }

  /**
   * Takes a place until the function that it returns is called.
   * @throws OverloadedError where all places are taken, or all of the account
   */
  enter(account: string, running: Running): () => void {
    this.checkRoom();
    const taken = this.#ofAccount.get(account) ?? 0;
    const { maxSubscriptionsPerCaller } = this.#limits;
    if (taken >= maxSubscriptionsPerCaller) {
      throw full('You have', 'MAX_SUBSCRIPTIONS_PER_CALLER', maxSubscriptionsPerCaller);
    }
    this.#ofAccount.set(account, taken + 1);
    this.#running.add(running);
    this.#checks ??= setInterval(() => {
      for (const one of this.#running) one.checkCaller();
    }, fixedLimits.maxCallerCheckMs).unref();
    return () => {
      if (!this.#running.delete(running)) return;
      const left = (this.#ofAccount.get(account) ?? 1) - 1;
      if (left > 0) this.#ofAccount.set(account, left);
      else this.#ofAccount.delete(account);
      if (this.#running.size > 0) return;
      clearInterval(this.#checks);
      this.#checks = undefined;
    };
  }

  /** Ends all of them and begins no others. */
  stop(): void {
    this.#isStopping = true;
    for (const one of this.#running) one.stop();
  }
}

/** How many subscriptions may run at once. */
export interface SubscriptionLimits {
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerCaller: number;
}

function full(who: string, name: string, allowed: number): OverloadedError {
  return new OverloadedError(`${who} ${allowed} subscriptions, the maximum (${name}).`, {
    limit: { name, allowed, asked: allowed + 1 },
    retryAfterSeconds: 5,
  });
}
