import type { Config } from '../../config.js';
import type { Errand } from '../../rt/connection/errand.js';
import { type Connection, peerOf } from '../caller/client-address.js';
import { newRequestId, requestIdOf } from './request-id.js';

/** What the server asks RT for by itself, such as for a webhook: an ID of its own. */
export function ownErrand(): Errand {
  return { requestId: newRequestId() };
}

const errands = new WeakMap<Request, Errand>();

/** Whom RT is asked for because of a request: the same each time, so that who observes RT can tell whose it is. */
export function errandOf(
  request: Request,
  connection: Connection,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
): Errand {
  const known = errands.get(request);
  if (known) return known;
  const address = peerOf(connection, request.headers, trustedProxies);
  const errand = { requestId: requestIdOf(request), ...(address !== '' && { address }) };
  errands.set(request, errand);
  return errand;
}
