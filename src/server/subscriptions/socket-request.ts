import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config.js';
import { fixedLimits } from '../../limits.js';
import { CredentialsError, ForbiddenError, InvalidInputError } from '../../rt/errors.js';
import { requestIdHeader, requestIdOf } from '../request/request-id.js';
import { letTakeEvents } from '../request/use-accept.js';

/** Headers of a connection and not of what is asked over it. */
const ofConnection =
  /^(?:connection|upgrade|host|content-.*|transfer-.*|sec-websocket-.*|x-envoy-expected-rq-timeout-ms|grpc-timeout)$/;

/**
 * The headers that every operation of a socket has: those of the request that opened it, and the credentials of its
 * first message.
 * @throws CredentialsError, InvalidInputError for credentials in both
 */
export function socketHeaders(
  opening: IncomingMessage,
  params: Readonly<Record<string, unknown>> | undefined,
): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(opening.headers)) {
    if (value === undefined || ofConnection.test(name)) continue;
    headers.set(name, [value].flat().join(', '));
  }
  headers.set('accept', 'application/json');
  headers.set(requestIdHeader, requestIdOf(opening));
  const given = Object.entries(params ?? {}).filter(([name]) => /^authorization$/i.test(name));
  if (given.length === 0) return headers;
  const [[, authorization] = []] = given;
  if (given.length > 1 || headers.has('authorization')) {
    throw new InvalidInputError(
      'Send credentials once: either in connectionParams or in a header.',
    );
  }
  const isReadable =
    typeof authorization === 'string' &&
    authorization.length <= fixedLimits.maxAuthorizationCharacters &&
    /^[\x20-\x7e]*$/.test(authorization);
  if (!isReadable) {
    throw new CredentialsError(
      'connectionParams.authorization cannot be read. Send what an Authorization header would hold.',
    );
  }
  headers.set('authorization', authorization);
  return headers;
}

/** One operation of a socket as a request. */
export function socketRequest(headers: Headers, signal: AbortSignal): Request {
  const request = new Request('http://localhost/graphql', { method: 'POST', headers, signal });
  letTakeEvents(request);
  return request;
}

/**
 * Refuses pages of other sites. A browser lets every page open sockets anywhere, sends cookies along, and lets it read
 * what comes; where there is a service account, a page would need no cookie.
 * @throws ForbiddenError
 */
export function checkOrigin(
  { headers }: IncomingMessage,
  { corsOrigins, publicUrl }: Config,
): void {
  const { origin, host } = headers;
  if (origin === undefined || headers['sec-fetch-site'] === 'same-origin') return;
  if ([...corsOrigins, new URL(publicUrl).origin].includes(origin)) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ForbiddenError('This origin is not allowed to open a WebSocket. See CORS_ORIGINS.');
}
