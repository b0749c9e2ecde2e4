import type { BackendName } from '../../contract/backends.js';
import type { RtVersion } from '../real-rt/rt-install.js';

/** All rows are judged by each backend with WHOLE=1, and by those that TEST_BACKENDS names. */
export const isWhole = ({ WHOLE, TEST_BACKENDS }: NodeJS.ProcessEnv): boolean =>
  WHOLE === '1' || TEST_BACKENDS !== undefined;

export const whole = isWhole(process.env);

/** Whether a number has an odd number of ones in binary: neighbours and pairs of rows are then split evenly. */
function isOdd(at: number): boolean {
  let odd = false;
  for (let rest = at; rest > 0; rest &= rest - 1) odd = !odd;
  return odd;
}

/**
 * The rows of a long table that a backend judges: the sandbox judges all, and each row is also judged by either RT 5 or
 * RT 4, whose time for all of them CI does not have.
 */
export function ownRows<T>(
  backend: BackendName | RtVersion,
  rows: readonly T[],
  all = whole,
): readonly T[] {
  if (all || backend === 'sandbox') return rows;
  const isRt4 = backend === 4 || backend === 'RT 4';
  return rows.filter((_, at) => isOdd(at) === isRt4);
}
