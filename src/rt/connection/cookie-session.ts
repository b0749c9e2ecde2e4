import type { CallerSession } from './caller-session.js';
import { accountOf, type Identity, identify } from './login.js';
import type { Rest2Presence } from './rest2-presence.js';
import type { Secret } from './secret.js';
import type { Transport } from './transport.js';

/**
 * A caller known by an RT session that somebody else opened: a browser's, or one sealed in a download link.
 * It is neither opened nor closed here, and when RT no longer knows it, the caller is nobody.
 *
 * RT takes requests of a browser's session with arguments for forgeries unless they come from its own pages;
 * whoever lets a browser's cookie in has to refuse forged requests instead.
 */
export function createCookieSession(
  transport: Transport,
  cookie: Secret,
  options: {
    readonly key: string;
    readonly timeZone: string | undefined;
    readonly rest2: Rest2Presence | undefined;
    /** The account, where another request with the same cookie has found it out. */
    readonly known: () => string | undefined;
    readonly onAccount: (account: string) => void;
  },
): CallerSession {
  let identity: Promise<Identity> | undefined;
  const browser = { cookie: cookie.reveal(), referer: `${transport.baseUrl}/` };
  const session: CallerSession = {
    key: options.key,
    owner: () => options.known() ?? options.key,
    async account(inPlace, errand) {
      const known = options.known();
      if (known !== undefined) return known;
      const account = accountOf(await session.identity(inPlace, errand));
      options.onAccount(account);
      return account;
    },
    lastUsed: () => Date.now(),
    isPrivileged: () => true,
    loggedIn: () => true,
    openSessions: () => 0,
    isKnown: () => identity !== undefined,
    signIn: () => Promise.resolve(),
    cookie: () => cookie,
    identity(inPlace, errand) {
      identity ??= inPlace(async () => {
        const withRest2 = (await options.rest2?.isThere(errand)) ?? false;
        return identify(transport, cookie, { configuredZone: options.timeZone, withRest2, errand });
      });
      return identity;
    },
    async send({
      contentType = 'application/x-www-form-urlencoded',
      contentLength,
      ifMatch,
      beside: _,
      ...request
    }) {
      const answer = await transport.send({
        ...request,
        headers: {
          'content-type': contentType,
          ...(contentLength !== undefined && { 'content-length': String(contentLength) }),
          ...(ifMatch !== undefined && { 'if-match': ifMatch }),
          ...browser,
        },
      });
      return { ...answer, done: () => undefined, expired: () => undefined };
    },
    logOut: () => Promise.resolve(),
  };
  return session;
}
