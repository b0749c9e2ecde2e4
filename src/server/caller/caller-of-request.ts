import type { Config } from '../../config.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { Secret } from '../../rt/connection/secret.js';
import { CredentialsError, ForbiddenError, InvalidInputError } from '../../rt/errors.js';
import { readAuthorization } from './authorization.js';
import type { BrowserSessions } from './browser-sessions.js';
import { type Connection, peerOf } from './client-address.js';
import { cookieOf } from './cookies.js';
import { gatewayCaller } from './gateway-caller.js';

/**
 * Who a request says it comes from: exactly one of an Authorization header, a cookie of ours, RT's own cookie and
 * a trusted gateway, of which all but the first are off unless configured; without any, the service account.
 * What is there and wrong is refused and never passed over.
 * @throws CredentialsError, InvalidInputError for two at once, ForbiddenError for a page of another site
 */
export function callerOf(
  request: Request,
  connection: Connection,
  { config, browsers }: { readonly config: Config; readonly browsers: BrowserSessions },
): Credentials {
  const { headers } = request;
  const authorization = readAuthorization(headers);
  const gateway =
    config.gateway &&
    gatewayCaller(headers, peerOf(connection, headers, undefined), config.gateway);
  const browser = config.cookieAuth ? browsers.find(headers) : undefined;
  const passed = rtCookie(headers, config.rtCookieName);
  const given = [authorization, gateway, browser, passed].filter((one) => one !== undefined);
  if (given.length > 1) {
    throw new InvalidInputError(
      "Use one method of authentication per request: an Authorization header, a session cookie, RT's cookie, or a gateway login.",
    );
  }
  if (browser !== undefined || passed !== undefined) checkSite(request, config);
  if (browser === null) throw new CredentialsError('Your session has ended. Log in again.');
  const caller = given[0] ?? config.serviceAccount;
  if (!caller) {
    throw new CredentialsError(
      'Credentials are missing. Send an Authorization header: Basic with an RT login, or token with an RT token.',
    );
  }
  return caller;
}

/** RT's own browser session, as one clean pair: no other cookie of the client's ever reaches RT. */
function rtCookie(headers: Headers, name: string | undefined): Credentials | undefined {
  const value = name === undefined ? undefined : cookieOf(headers, name);
  if (value === undefined) return undefined;
  if (!/^[0-9a-f]{32,64}$/.test(value)) {
    throw new CredentialsError("RT's session cookie cannot be read.");
  }
  return { scheme: 'cookie', cookie: new Secret(`${name}=${value}`) };
}

/** Browsers send cookies along with whatever a foreign page makes them do, so such pages are refused. */
function checkSite({ headers }: Request, { corsOrigins, publicUrl }: Config): void {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === 'same-origin' || site === 'none') return;
  if (origin !== null && [...corsOrigins, new URL(publicUrl).origin].includes(origin)) return;
  if (site === null && origin === null) return;
  throw new ForbiddenError('Requests from other sites cannot use your cookie.');
}
