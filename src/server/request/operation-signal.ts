import { setMaxListeners } from 'node:events';

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

/**
 * Starts an operation's time.
 *
 * The signal of a request is Yoga's own on some versions of Node, which `AbortSignal.any` does not take, so a signal of
 * Node's follows it. `AbortSignal.timeout` goes off for every operation, long after its answer: that and `any` took 3% of
 * a request's time.
 */
export function operationSignal(client: AbortSignal, ms: number): OperationSignal {
  const end = new AbortController();
  // Every request to RT listens, and one operation may have many.
  setMaxListeners(0, end.signal);
  let holds = 0;
  const gone = () => {
    if (holds === 0) stop(client.reason);
  };
  const timer = setTimeout(() => {
    stop(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, ms).unref();
  function over(): void {
    clearTimeout(timer);
    client.removeEventListener('abort', gone);
  }
  function stop(reason: unknown): void {
    over();
    end.abort(reason);
  }
  if (client.aborted) gone();
  else client.addEventListener('abort', gone);
  function hold(): () => void {
    holds++;
    return () => {
      holds--;
      if (client.aborted && !end.signal.aborted) gone();
    };
  }
  return { signal: end.signal, endsAt: performance.now() + ms, over, hold };
}
