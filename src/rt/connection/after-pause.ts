import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import { RtError } from '../errors.js';
import type { Account } from './account.js';
import type { RetryBudget } from './retry-budget.js';
import { wireError } from './transport.js';

/**
 * Runs a read again that the web server before RT had no time for, after the pause that it asks for: as long as the
 * operation has that much time, and repeats are to be had. The read holds no place meanwhile.
 */
export async function afterPause<T>(
  run: () => Promise<T>,
  { signal, endsAt }: Pick<Account, 'signal' | 'endsAt'>,
  retries: RetryBudget,
): Promise<T> {
  for (let repeats = 0; ; repeats++) {
    try {
      return await run();
    } catch (error) {
      const asked = error instanceof RtError ? error.facts.pauseMs : undefined;
      if (asked === undefined || endsAt === undefined) throw error;
      // All that were turned away together shall not come back together.
      const pauseMs = asked + Math.random() * Math.min(asked, fixedLimits.maxPauseSpreadMs);
      const fits = performance.now() + pauseMs < endsAt;
      if (!fits || repeats >= fixedLimits.maxPauses || !retries.spend()) throw error;
      await sleep(pauseMs, undefined, { ...(signal && { signal }) }).catch(() => {
        throw wireError(signal?.reason, signal);
      });
    }
  }
}
