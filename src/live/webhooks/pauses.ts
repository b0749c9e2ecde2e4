import { fixedLimits } from '../../limits.js';

/** The pause after so many failures in a row: it doubles, and no two are alike, or all would come back at once. */
export function pauseAfter(failures: number, random: () => number = Math.random): number {
  const { minRetryPauseMs, maxRetryPauseMs } = fixedLimits;
  const pause = Math.min(minRetryPauseMs * 2 ** (failures - 1), maxRetryPauseMs);
  return Math.round(pause * (0.75 + random() / 4));
}
