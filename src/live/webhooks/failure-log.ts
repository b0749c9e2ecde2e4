import type { Logger } from 'pino';
import { fixedLimits } from '../../limits.js';

const { minFailureGapMs, maxFailureGapMs } = fixedLimits;

/** Tells of something that fails again and again, in ever fewer lines, and once that it works again. */
export class FailureLog {
  readonly #log: Pick<Logger, 'warn' | 'info'>;
  readonly #told: { readonly webhook: string };
  readonly #what: { readonly fails: string; readonly works: string };
  #failures = 0;
  #isTold = false;
  #nextAt = 0;
  #gapMs = minFailureGapMs;

  constructor(
    log: Pick<Logger, 'warn' | 'info'>,
    webhook: string,
    what: { readonly fails: string; readonly works: string },
  ) {
    this.#log = log;
    this.#told = { webhook };
    this.#what = what;
  }

  failed(cause: string): void {
    this.#failures++;
    const now = Date.now();
    if (now < this.#nextAt) return;
    // A day without failures begins anew.
    if (now > this.#nextAt + 24 * maxFailureGapMs) this.#gapMs = minFailureGapMs;
    this.#nextAt = now + this.#gapMs;
    this.#gapMs = Math.min(this.#gapMs * 4, maxFailureGapMs);
    this.#isTold = true;
    this.#log.warn({ ...this.#told, cause, failures: this.#failures }, this.#what.fails);
  }

  works(): void {
    if (this.#isTold) this.#log.info(this.#told, this.#what.works);
    this.#failures = 0;
    this.#isTold = false;
  }
}
