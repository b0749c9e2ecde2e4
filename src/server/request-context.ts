import type { Config } from '../config.js';
import { createLoaders } from '../loaders/loaders.js';
import { createRtClient } from '../rt/client.js';
import { CredentialsError } from '../rt/errors.js';
import type { SessionPool } from '../rt/sessions.js';
import type { Slots } from '../rt/slots.js';
import type { TicketRange } from '../rt/ticket-range.js';
import { RtTrace } from '../rt/trace.js';
import { rest1 } from '../rt/upstream.js';
import type { Context } from '../schema/context.js';
import type { WriteGuard } from '../schema/mutation/guard.js';
import { readCredentials } from './caller.js';

/** What all requests share: the road to RT, and nothing of any caller. */
export interface Shared {
  readonly config: Config;
  readonly range: TicketRange;
  readonly sessions: SessionPool;
  readonly slots: Slots;
  readonly guard: WriteGuard;
}

/** A context, and what the server itself keeps of the operation. */
export interface RequestContext extends Context {
  readonly trace: RtTrace;
}

/** Largest attachment inside a GraphQL answer, in bytes. */
const maxInlineBytes = 8 * 1024 * 1024;
/** Largest answer of RT that is read whole, in bytes; attachments are streamed instead. */
const maxReplyBytes = 64 * 1024 * 1024;

/**
 * Makes the means of one operation from its request. Credentials live here and nowhere else.
 * @throws CredentialsError without credentials where there is no service account
 */
export function createContext(
  request: Request,
  { config, range, sessions, slots, guard }: Shared,
): RequestContext {
  const credentials = readCredentials(request.headers) ?? config.serviceAccount;
  if (!credentials) {
    throw new CredentialsError('Send RT credentials: an Authorization header, Basic or token.');
  }
  const session = sessions.for(credentials);
  const trace = new RtTrace();
  const rt = createRtClient({
    session,
    slots,
    trace,
    webUrl: config.rtUrl,
    maxCalls: config.maxRtCalls,
    maxReplyBytes,
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(config.operationTimeoutMs)]),
  });
  return {
    rt,
    trace,
    callerKey: session.key,
    guard,
    load: createLoaders(rest1(rt, range)),
    limits: {
      maxPageSize: config.maxPageSize,
      maxCost: config.maxCost,
      maxUploadBytes: config.maxUploadBytes,
      maxInlineBytes,
    },
    downloadUrl: (id, disposition) =>
      `${config.publicUrl}/attachments/${id}${disposition === 'inline' ? '?disposition=inline' : ''}`,
  };
}
