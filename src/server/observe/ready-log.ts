import type { Logger } from '../log.js';
import type { NotReady } from '../readiness.js';

/** Writes a line when `/ready` begins to say no, another one for each other cause, and one when it says yes again. */
export function readyLog(
  log: Pick<Logger, 'warn' | 'info'>,
): (answer: NotReady | undefined) => void {
  let last: string | undefined;
  return (answer) => {
    if (answer?.cause === last) return;
    last = answer?.cause;
    if (answer) log.warn({ cause: answer.cause, why: answer.message }, 'not ready');
    else log.info('ready again');
  };
}
