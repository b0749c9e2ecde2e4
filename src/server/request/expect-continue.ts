import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection } from '../caller/client-address.js';

const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Notes that a client sends its body only when it is asked to (`Expect: 100-continue`). */
export function keepWaiting(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Whether the client of a request has not been asked for its body yet, and waits for that. */
export function isWaiting({ req }: Connection): boolean {
  return req !== undefined && waiting.has(req);
}

/** Asks a waiting client for its body. */
export function askForBody({ req }: Connection): void {
  if (!req) return;
  waiting.get(req)?.writeContinue();
  waiting.delete(req);
}
