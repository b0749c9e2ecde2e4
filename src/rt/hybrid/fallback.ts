import type { Errand } from '../connection/errand.js';
import type { FallbackReason } from '../connection/observer.js';
import type { Rest2Presence } from '../connection/rest2-presence.js';
import type { RetryBudget } from '../connection/retry-budget.js';
import { CredentialsError, RtBadReplyError, RtError, RtUnavailableError } from '../errors.js';
import { UnfitAnswer } from '../rest2/unfit-answer.js';

/** Tries REST 2.0 for a read, and tells when REST 1.0 has to answer instead. */
export interface Fallback {
  /**
   * What REST 2.0 answered; undefined where it is missing or its answer cannot be used, which is counted.
   * @throws RtError where REST 1.0 would fail alike, or where gateways or connections fail more often than reads may be repeated
   */
  tryRest2<T>(read: () => Promise<T>): Promise<T | undefined>;
}

/**
 * @param presence what is known of this RT's REST 2.0
 * @param retries what may be sent to RT again: to ask REST 1.0 because a gateway or connection failed is to ask twice
 */
export function createFallback(
  presence: Rest2Presence,
  retries: RetryBudget,
  errand: Errand | undefined,
): Fallback {
  return {
    async tryRest2(read) {
      if (!(await presence.isThere(errand))) return undefined;
      try {
        return await read();
      } catch (error) {
        const reason = reasonOf(error);
        if (reason === undefined) throw error;
        if (mayFailAlike(error) && !retries.spend())
          throw error instanceof RtError ? error : gatewayFailed(error);
        presence.doubt(reason);
        return undefined;
      }
    },
  };
}

/** Why another way may do better; undefined where it would fail alike: RT away, the operation's budget used up. */
function reasonOf(error: unknown): FallbackReason | undefined {
  if (error instanceof UnfitAnswer) return error.reason;
  if (error instanceof CredentialsError) return 'credentials';
  if (error instanceof RtBadReplyError) return 'bad-reply';
  return isBroken(error) ? 'broken' : undefined;
}

/** Whether REST 1.0 is only another try: what failed stands before both. */
function mayFailAlike(error: unknown): boolean {
  return isBroken(error) || (error instanceof UnfitAnswer && error.isOfGateway);
}

/** Whether the connection ended before the answer did, perhaps because of the answer: a proxy may not take its size. */
function isBroken(error: unknown): boolean {
  return error instanceof RtUnavailableError && error.sent;
}

function gatewayFailed(cause: unknown): RtUnavailableError {
  return new RtUnavailableError("RT's web server failed.", { cause, sent: true });
}
