import { fixedLimits } from '../../limits.js';
import type { Outcome } from './guarded-redis.js';

/**
 * Whether Redis serves, from what commands meet. One that Redis refuses because it cannot serve decides at once. One
 * that is late proves nothing alone: a probe, which does what commands do, is sent at once, and decides if it is late as
 * well. After that several probes in a row must pass, and more of them each time that it fails again soon. A connection
 * is used once its first probe has passed.
 */
export class RedisHealth {
  readonly #probe: () => Promise<Outcome>;
  readonly #changed: (cause: string | undefined) => void;
  #isThere = false;
  /** Counts connections: what was sent on an earlier one says nothing. */
  #connection = 0;
  #isProbing = false;
  #late = 0;
  #passed = 0;
  #needed = 1;
  #since = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** `changed` is told why Redis does not serve, or nothing where it serves again. */
  constructor(probe: () => Promise<Outcome>, changed: (cause: string | undefined) => void) {
    this.#probe = probe;
    this.#changed = changed;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** There is a new connection. */
  connected(): void {
    this.closed();
    void this.#look();
  }

  /** The connection is gone. */
  closed(): void {
    clearTimeout(this.#timer);
    this.#connection++;
    this.#isProbing = false;
    this.#isThere = false;
    this.#late = 0;
    this.#passed = 0;
    this.#needed = 1;
  }

  /** Hears what a command came to. */
  heard(outcome: Outcome): void {
    if (!this.#isThere) return;
    if (outcome.kind === 'refusal') this.#fails(outcome.cause);
    if (outcome.kind === 'late' && this.#late === 0) {
      this.#late = 1;
      void this.#look();
    }
  }

  async #look(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    clearTimeout(this.#timer);
    const connection = this.#connection;
    const outcome = await this.#probe();
    if (connection !== this.#connection) return;
    this.#isProbing = false;
    const isLate = outcome.kind === 'late';
    this.#late = isLate ? this.#late + 1 : 0;
    if (outcome.kind === 'answer') this.#passes();
    else {
      this.#passed = 0;
      if (outcome.kind === 'refusal') this.#fails(outcome.cause);
      else if (this.#late >= fixedLimits.maxLateRedisChecks) this.#fails('timeout');
    }
    this.#timer = setTimeout(() => void this.#look(), isLate ? 0 : fixedLimits.redisCheckMs);
    this.#timer.unref();
  }

  #passes(): void {
    if (this.#isThere || ++this.#passed < this.#needed) return;
    this.#isThere = true;
    this.#since = performance.now();
    this.#changed(undefined);
  }

  #fails(cause: string): void {
    if (this.#isThere) {
      const { minRedisChecks, maxRedisChecks, redisRelapseMs } = fixedLimits;
      const isSoon = performance.now() - this.#since < redisRelapseMs;
      this.#needed = isSoon ? Math.min(2 * this.#needed, maxRedisChecks) : minRedisChecks;
      this.#isThere = false;
    }
    this.#passed = 0;
    this.#changed(cause);
  }
}
