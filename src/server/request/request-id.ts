import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';

/** The header that names a request here, at RT and in both logs. */
export const requestIdHeader = 'x-request-id';

/** An ID for what no request asks for, or one without a well-formed header. */
export function newRequestId(): string {
  return randomUUID();
}

const wellFormed = /^[\w.-]{1,64}$/;
const ids = new WeakMap<Request | IncomingMessage, string>();

/** The ID of a request, the same each time: that of its header, or a new one where it is missing or malformed. */
export function requestIdOf(request: Request | IncomingMessage): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const given =
    request instanceof IncomingMessage
      ? request.headers[requestIdHeader]
      : request.headers.get(requestIdHeader);
  const id = typeof given === 'string' && wellFormed.test(given) ? given : newRequestId();
  ids.set(request, id);
  return id;
}
