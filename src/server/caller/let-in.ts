import type { CallerSession } from '../../rt/connection/caller-session.js';
import { callerKey } from '../../rt/connection/credentials.js';
import { RtError } from '../../rt/errors.js';
import { errandOf } from '../request/errand-of.js';
import { createContext, knownAccountOf, type Shared, sessionOf } from '../request-context.js';
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
  const { upstream, signIn } = shared.rt.open(session, {
    signal: request.signal,
    errand: errandOf(request, connection, shared.config),
  });
  // Anybody can make up a cookie, and only RT's answer tells whether it knows it.
  if (credentials.scheme === 'cookie') await upstream.identity();
  else await signIn();
}

/**
 * Lets the caller of a request in and tells their account.
 * @throws like `letIn`
 */
export async function admit(
  request: Request,
  connection: Connection,
  shared: Shared,
): Promise<string> {
  await letIn(request, connection, shared);
  const { account, over } = await createContext(request, connection, shared);
  return account().finally(over);
}

/** Whether RT has let the caller of a request in already, as far as can be told without asking. */
export function isLetIn(request: Request, connection: Connection, shared: Shared): boolean {
  return knownSession(request, connection, shared)?.loggedIn() ?? false;
}

/** The account of the caller of a request, as far as can be told without asking RT. */
export function knownAccount(
  request: Request,
  connection: Connection,
  shared: Shared,
): string | undefined {
  const session = knownSession(request, connection, shared);
  return session && knownAccountOf(session);
}

function knownSession(
  request: Request,
  connection: Connection,
  shared: Shared,
): CallerSession | undefined {
  try {
    return shared.rt.sessions.known(callerKey(callerOf(request, connection, shared)));
  } catch (error) {
    if (error instanceof RtError) return undefined;
    throw error;
  }
}
