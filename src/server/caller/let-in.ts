import { callerKey } from '../../rt/connection/credentials.js';
import { RtError } from '../../rt/errors.js';
import { type Shared, sessionOf } from '../request-context.js';
import { callerOf } from './caller-of-request.js';
import type { Connection } from './client-address.js';

/**
 * Resolves when RT lets the caller of a request in: at once where their session is open, else after a login, which
 * counts as a failed one like any other. Made-up credentials cost as little as none this way.
 * @throws CredentialsError, RateLimitedError, and what a login may throw
 */
export async function letIn(
  request: Request,
  connection: Connection,
  shared: Shared,
): Promise<void> {
  const credentials = callerOf(request, connection, shared);
  const session = await sessionOf(credentials, request, connection, shared);
  const { upstream, signIn } = shared.rt.open(session, { signal: request.signal });
  // Anybody can make up a cookie, and only RT's answer tells whether it knows it.
  if (credentials.scheme === 'cookie') await upstream.identity();
  else await signIn();
}

/** Whether RT has let the caller of a request in already, as far as can be told without asking. */
export function isLetIn(request: Request, connection: Connection, shared: Shared): boolean {
  try {
    const credentials = callerOf(request, connection, shared);
    return shared.rt.sessions.known(callerKey(credentials))?.loggedIn() ?? false;
  } catch (error) {
    if (error instanceof RtError) return false;
    throw error;
  }
}
