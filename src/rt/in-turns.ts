import { setImmediate as nextTurn } from 'node:timers/promises';
import { fixedLimits } from '../limits.js';

/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of it in one go: for what is known to be short. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does it piece by piece, and lets everybody else have a turn in between, so that a large answer holds nobody up. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const end = performance.now() + fixedLimits.maxTurnMs;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await nextTurn();
  }
}
