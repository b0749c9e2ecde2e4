import { fixedLimits } from '../../limits.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { Secret } from '../../rt/connection/secret.js';
import { CredentialsError } from '../../rt/errors.js';

/**
 * The credentials in a request's Authorization header: Basic for an RT login, token or Bearer for an RT 5
 * token. Undefined if the header is missing.
 * @throws CredentialsError when the header cannot be read; it is never ignored
 */
export function readAuthorization(headers: Headers): Credentials | undefined {
  const header = headers.get('authorization');
  if (header === null) return undefined;
  if (header.length > fixedLimits.maxAuthorizationCharacters) throw unreadable();
  const [, scheme = '', rest = ''] = /^([A-Za-z]+) +(\S+)$/.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic':
      return readBasic(rest);
    case 'token':
    case 'bearer':
      if (rest.length > fixedLimits.maxSecretCharacters || !/^[\x21-\x7e]+$/.test(rest))
        throw unreadable();
      return { scheme: 'token', token: new Secret(rest) };
    default:
      throw unreadable();
  }
}

function readBasic(encoded: string): Credentials {
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, '')) {
    throw unreadable();
  }
  let pair: string;
  try {
    pair = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable();
  }
  const colon = pair.indexOf(':');
  const credentials = readBasicPair(pair.slice(0, Math.max(0, colon)), pair.slice(colon + 1));
  if (!credentials) throw unreadable();
  return credentials;
}

/** An RT login, or undefined for what cannot be one. */
export function readBasicPair(user: string, password: string): Credentials | undefined {
  const fits =
    user.length <= fixedLimits.maxUserCharacters &&
    password.length <= fixedLimits.maxSecretCharacters;
  const given = user !== '' && password !== '' && !/\p{Cc}/u.test(user + password);
  return given && fits ? { scheme: 'password', user, password: new Secret(password) } : undefined;
}

function unreadable(): CredentialsError {
  return new CredentialsError(
    'The Authorization header cannot be read. Send Basic with an RT login, or token with an RT token.',
  );
}
