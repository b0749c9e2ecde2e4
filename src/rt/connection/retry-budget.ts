import { fixedLimits } from '../../limits.js';

/**
 * How many requests may be repeated: a share of those that are sent, so that an RT in trouble is not asked more often
 * for it.
 */
export class RetryBudget {
  #left: number = fixedLimits.maxSavedRetries;

  /** A request is sent for the first time. */
  earn(): void {
    this.#left = Math.min(fixedLimits.maxSavedRetries, this.#left + fixedLimits.retryPercent / 100);
  }

  /** Whether one may be repeated, which is counted. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
