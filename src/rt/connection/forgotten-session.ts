import { fixedLimits } from '../../limits.js';
import { CredentialsError, RtCrashError } from '../errors.js';

/**
 * Whether RT died outside its REST layer. It does when a worker that held a session finds it gone, over whatever it is
 * asked next, a login too. So it has done nothing yet, but it says the same of other faults: only reads are repeated.
 */
export function isFault(error: unknown): boolean {
  return (
    error instanceof RtCrashError &&
    error.facts.rtMessage?.startsWith('An internal RT error has occurred') === true
  );
}

/** Whether a failure may only mean that RT has forgotten a session. */
export function mayBeForgotten(error: unknown): boolean {
  return error instanceof CredentialsError || isFault(error);
}

/**
 * Runs a request again that failed over a forgotten session. RT checks the session before it runs anything, so a 401
 * is safe to repeat, even for a write; but only once, since a new login has told by then who the caller is.
 */
export async function withSession<T>(
  run: () => Promise<T>,
  { write = false }: { readonly write?: boolean } = {},
): Promise<T> {
  let refusals = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const again =
        error instanceof CredentialsError
          ? ++refusals < 2
          : isFault(error) && !write && attempt < fixedLimits.maxAttempts;
      if (!again) throw error;
    }
  }
}

/** Runs a login again that a worker of RT died over before it looked at the credentials. */
export async function withoutFault<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isFault(error) || attempt >= fixedLimits.maxAttempts) throw error;
    }
  }
}
