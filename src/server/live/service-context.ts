import type { Credentials } from '../../rt/connection/credentials.js';
import type { Context } from '../../schema/context.js';
import { ownErrand } from '../request/errand-of.js';
import { contextOf, type Shared } from '../request-context.js';

/**
 * The means of one operation of an account that the operator has set, which no request asks for. Call `over` when it
 * ends.
 */
export function serviceContext(
  credentials: Credentials,
  signal: AbortSignal,
  shared: Shared,
): Context {
  return {
    ...contextOf(shared.rt.sessions.for(credentials), signal, shared, { errand: ownErrand() }),
    fresh: async () => serviceContext(credentials, signal, shared),
  };
}
