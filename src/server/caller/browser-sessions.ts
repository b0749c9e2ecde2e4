import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../../limits.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { cookieOf } from './cookies.js';

/** `__Host-`: only this very host can have set it, over TLS (or on localhost), for all of its paths. */
export const browserCookie = '__Host-rtgql';

interface BrowserSession {
  readonly credentials: Credentials;
  readonly opened: number;
}

/**
 * Logins of browsers that are known by a cookie of ours. The cookie is random, kept here as a hash, and says
 * nothing of RT's session, which never leaves the server.
 */
export class BrowserSessions {
  readonly #sessions = new LRUCache<string, BrowserSession>({
    max: fixedLimits.maxBrowsers,
    ttl: fixedLimits.maxBrowserIdleMs,
    updateAgeOnGet: true,
  });

  /** The cookies of each account, oldest first, so that nobody's logins push out other people's. */
  readonly #ofAccount = new LRUCache<string, readonly string[]>({ max: fixedLimits.maxBrowsers });

  /** Remembers a caller and returns the `Set-Cookie` of it. */
  open(credentials: Credentials, account: string): string {
    const cookie = randomBytes(32).toString('base64url');
    this.#sessions.set(hash(cookie), { credentials, opened: Date.now() });
    const others = (this.#ofAccount.get(account) ?? []).filter((one) => this.#sessions.has(one));
    const cookies = [...others, hash(cookie)];
    for (const old of cookies.slice(0, -fixedLimits.maxBrowsersOfCaller))
      this.#sessions.delete(old);
    this.#ofAccount.set(account, cookies.slice(-fixedLimits.maxBrowsersOfCaller));
    return `${browserCookie}=${cookie}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${fixedLimits.maxBrowserMs / 1000}`;
  }

  /** The caller of a request's cookie: undefined without one, null for one that has ended. */
  find(headers: Headers): Credentials | null | undefined {
    const cookie = cookieOf(headers, browserCookie);
    if (cookie === undefined) return undefined;
    const session = this.#sessions.get(hash(cookie));
    return session && Date.now() - session.opened < fixedLimits.maxBrowserMs
      ? session.credentials
      : null;
  }

  /** Forgets a request's session and returns the `Set-Cookie` that takes the cookie away. */
  close(headers: Headers): string {
    const cookie = cookieOf(headers, browserCookie);
    if (cookie !== undefined) this.#sessions.delete(hash(cookie));
    return `${browserCookie}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0`;
  }
}

function hash(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
