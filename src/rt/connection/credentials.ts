import { createHmac, randomBytes } from 'node:crypto';
import type { Secret } from './secret.js';

/** Who a caller says they are. RT decides whether it is true, and every right that follows. */
export type Credentials =
  | { readonly scheme: 'password'; readonly user: string; readonly password: Secret }
  | { readonly scheme: 'token'; readonly token: Secret }
  /** A session that RT has opened already, as `name=value`. It cannot be opened again. */
  | { readonly scheme: 'cookie'; readonly cookie: Secret };

const processKey = randomBytes(32);

/**
 * The name that a caller goes by inside this process: a keyed hash over scheme, user and secret. Another
 * password of the same user is another caller, so a wrong one can never reach a warm session.
 */
export function callerKey(credentials: Credentials): string {
  return createHmac('sha256', processKey)
    .update(JSON.stringify(credentialParts(credentials)))
    .digest('base64url');
}

/** All that makes credentials what they are, the secret in clear: for a keyed hash. */
export function credentialParts(credentials: Credentials): readonly string[] {
  switch (credentials.scheme) {
    case 'password':
      return ['password', credentials.user, credentials.password.reveal()];
    case 'token':
      return ['token', credentials.token.reveal()];
    case 'cookie':
      return ['cookie', credentials.cookie.reveal()];
  }
}
