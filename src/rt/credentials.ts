import { createHmac, randomBytes } from 'node:crypto';
import type { Secret } from './secret.js';

/** Who a caller says they are. RT decides whether it is true, and every right that follows. */
export type Credentials =
  | { readonly scheme: 'password'; readonly user: string; readonly password: Secret }
  | { readonly scheme: 'token'; readonly token: Secret };

const processKey = randomBytes(32);

/**
 * The name that a caller goes by inside this process: a keyed hash over scheme, user and secret. Another
 * password of the same user is another caller, so a wrong one can never reach a warm session.
 */
export function callerKey(credentials: Credentials): string {
  const parts =
    credentials.scheme === 'password'
      ? ['password', credentials.user, credentials.password.reveal()]
      : ['token', credentials.token.reveal()];
  return createHmac('sha256', processKey).update(JSON.stringify(parts)).digest('base64url');
}
