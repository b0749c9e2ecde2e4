/**
 * Ends an operation when its client has gone away or its time is over.
 *
 * The signal of a request is Yoga's own on some versions of Node, which `AbortSignal.any` does not take, so a signal of
 * Node's follows it.
 */
export function operationSignal(client: AbortSignal, ms: number): AbortSignal {
  const gone = new AbortController();
  if (client.aborted) gone.abort(client.reason);
  else client.addEventListener('abort', () => gone.abort(client.reason), { once: true });
  return AbortSignal.any([gone.signal, AbortSignal.timeout(ms)]);
}
