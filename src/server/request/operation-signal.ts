import { setMaxListeners } from 'node:events';
import { RtTimeoutError } from '../../rt/errors.js';
import { deadlineHeaders } from './gateway-deadline.js';

/** Ends an operation when its client has gone away or its time is over. */
export interface OperationSignal {
  readonly signal: AbortSignal;
  /** When its time is over, by `performance.now()`. */
  readonly endsAt: number;
  /** The operation has its answer; nothing ends it any more. */
  over(): void;
  /** Lets a client that leaves end the operation only after the function that it returns was called. */
  hold(): () => void;
}

/** How much time an operation has. */
export interface OperationTime {
  readonly ms: number;
  /** How long its gateway waits for the answer. */
  readonly gatewayMs?: number | undefined;
  /** How many writes it has sent. */
  readonly writes?: () => number;
}

/**
 * Starts an operation's time.
 *
 * A gateway that has waited long enough is like a client that leaves, but that it has given up on what has not been
 * written by then: that is not begun.
 *
 * The signal of a request is Yoga's own on some versions of Node, which `AbortSignal.any` does not take, so a signal of
 * Node's follows it. `AbortSignal.timeout` goes off for every operation, long after its answer: that and `any` took 3% of
 * a request's time.
 */
export function operationSignal(
  client: AbortSignal,
  { ms, gatewayMs = ms, writes = () => 0 }: OperationTime,
): OperationSignal {
  const end = new AbortController();
  // Every request to RT listens, and one operation may have many.
  setMaxListeners(0, end.signal);
  let holds = 0;
  let writesBefore = 0;
  let isGone = false;
  const gone = () => {
    isGone = true;
    if (holds === 0) stop(client.reason);
  };
  const timer = setTimeout(() => {
    stop(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, ms).unref();
  let isLate = false;
  const late = () => {
    isLate = true;
    if (holds === 0 || writes() === writesBefore) stop(tooLate());
  };
  const gateway = gatewayMs < ms ? setTimeout(late, gatewayMs).unref() : undefined;
  function over(): void {
    clearTimeout(timer);
    clearTimeout(gateway);
    client.removeEventListener('abort', gone);
  }
  function stop(reason: unknown): void {
    over();
    end.abort(reason);
  }
  if (client.aborted) gone();
  else client.addEventListener('abort', gone);
  function hold(): () => void {
    if (holds === 0) writesBefore = writes();
    holds++;
    return () => {
      holds--;
      if (holds > 0 || end.signal.aborted) return;
      if (isGone) stop(client.reason);
      else if (isLate) stop(tooLate());
    };
  }
  const endsAt = performance.now() + Math.min(ms, gatewayMs);
  return { signal: end.signal, endsAt, over, hold };
}

function tooLate(): RtTimeoutError {
  return new RtTimeoutError(
    `The operation took longer than its gateway waits for it (${deadlineHeaders.join(' or ')}).`,
  );
}
