import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../../limits.js';
import { type Credentials, credentialParts } from '../../rt/connection/credentials.js';
import { Secret } from '../../rt/connection/secret.js';
import { OverloadedError } from '../../rt/errors.js';
import type { SharedState } from '../state/state.js';
import { cookieOf } from './cookies.js';

/**
 * `__Host-`: only this very host can have set it, over TLS (or on localhost), for all of its paths. Servers at several paths
 * of one host know theirs by its name.
 */
export function browserCookie(basePath: string): string {
  return `__Host-rtgql${basePath.replaceAll('/', '-')}`;
}

interface BrowserSession {
  readonly credentials: Credentials;
  readonly opened: number;
}

/**
 * Logins of browsers that are known by a cookie of ours. The cookie is random, kept here as a hash, and says
 * nothing of RT's session, which never leaves the server.
 */
export class BrowserSessions {
  readonly #shared: SharedState | undefined;
  readonly #cookie: string;

  /** `shared`: where replicas know each other's browsers. `basePath`: where this server is on its host. */
  constructor(shared?: SharedState, basePath = '') {
    this.#shared = shared;
    this.#cookie = browserCookie(basePath);
  }

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
    const session = { credentials, opened: Date.now() };
    this.#sessions.set(hash(cookie), session);
    this.#share(hash(cookie), session, account);
    const others = (this.#ofAccount.get(account) ?? []).filter((one) => this.#sessions.has(one));
    const cookies = [...others, hash(cookie)];
    for (const old of cookies.slice(0, -fixedLimits.maxBrowsersOfCaller)) this.#end(old);
    this.#ofAccount.set(account, cookies.slice(-fixedLimits.maxBrowsersOfCaller));
    return `${this.#cookie}=${cookie}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${fixedLimits.maxBrowserMs / 1000}`;
  }

  /**
   * Looks a request's cookie up where replicas share it, before `find` is asked.
   * @throws OverloadedError where that is away, and this process does not know the cookie
   */
  async lookUp(headers: Headers): Promise<void> {
    if (!this.#shared) return;
    const id = this.#idIn(headers);
    if (id === undefined) return;
    const { link, sealer } = this.#shared;
    let sealed: string | null;
    try {
      sealed = await link.redis.getex(placeOf(id), 'PX', fixedLimits.maxBrowserIdleMs);
    } catch (cause) {
      if (this.#sessions.has(id)) return;
      const message = 'Your session cannot be checked at the moment. Try again.';
      throw new OverloadedError(message, { cause, retryAfterSeconds: 2 });
    }
    const text = sealed === null ? undefined : sealer.open(sealed, id);
    // It has ended, maybe at another replica.
    if (text === undefined) this.#sessions.delete(id);
    else this.#sessions.set(id, readSession(text));
  }

  /** The caller of a request's cookie: undefined without one, null for one that has ended. */
  find(headers: Headers): Credentials | null | undefined {
    const cookie = cookieOf(headers, this.#cookie);
    if (cookie === undefined) return undefined;
    const session = this.#sessions.get(hash(cookie));
    return session && Date.now() - session.opened < fixedLimits.maxBrowserMs
      ? session.credentials
      : null;
  }

  /** Forgets a request's session and returns the `Set-Cookie` that takes the cookie away. */
  close(headers: Headers): string {
    const cookie = cookieOf(headers, this.#cookie);
    if (cookie !== undefined) this.#end(hash(cookie));
    return `${this.#cookie}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0`;
  }

  #share(id: string, session: BrowserSession, account: string): void {
    if (!this.#shared) return;
    const { link, sealer } = this.#shared;
    const sealed = sealer.seal(textOf(session), id);
    const places = [placeOf(id), `rt-graphql:browsers:${sealer.hash(account)}`];
    const { maxBrowserIdleMs, maxBrowserMs, maxBrowsersOfCaller } = fixedLimits;
    const limits = [session.opened, maxBrowserIdleMs, maxBrowserMs, maxBrowsersOfCaller];
    void link.eventually(() => link.redis.eval(keep, places.length, ...places, sealed, ...limits));
  }

  /** The hash of a request's cookie; whatever is wrong with it is told by `find`. */
  #idIn(headers: Headers): string | undefined {
    try {
      const cookie = cookieOf(headers, this.#cookie);
      return cookie === undefined ? undefined : hash(cookie);
    } catch {
      return undefined;
    }
  }

  #end(id: string): void {
    this.#sessions.delete(id);
    const { link } = this.#shared ?? {};
    void link?.eventually(() => link.redis.del(placeOf(id)));
  }
}

/** Keeps a session, and ends the oldest of its account's where there are too many; those that have ended do not count. */
const keep = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local open = {}
for _, one in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('EXISTS', one) == 1 then table.insert(open, one) else redis.call('ZREM', KEYS[2], one) end
end
for at = 1, #open - tonumber(ARGV[5]) do redis.call('DEL', open[at]) end`;

const placeOf = (id: string) => `rt-graphql:browser:${id}`;

function textOf({ credentials, opened }: BrowserSession): string {
  return JSON.stringify([opened, ...credentialParts(credentials)]);
}

/** A session from its text, which is sealed and so this program's own. */
function readSession(text: string): BrowserSession {
  const [opened, scheme, first = '', second = ''] = JSON.parse(text) as [number, ...string[]];
  const credentials: Credentials =
    scheme === 'password'
      ? { scheme, user: first, password: new Secret(second) }
      : { scheme: 'token', token: new Secret(first) };
  return { credentials, opened };
}

function hash(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
