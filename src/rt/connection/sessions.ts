import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../../limits.js';
import { type CallerSession, createCallerSession, type LoginWatch } from './caller-session.js';
import { createCookieSession } from './cookie-session.js';
import { type Credentials, callerKey } from './credentials.js';
import type { Rest2Presence } from './rest2-presence.js';
import type { Secret } from './secret.js';
import type { SharedLogins } from './shared-logins.js';
import type { Transport } from './transport.js';

/** How the pool keeps logins. Times in milliseconds. */
export interface SessionPoolOptions {
  readonly maxCallers?: number;
  /** A login unused for this long is logged out. */
  readonly idleMs?: number;
  /** A login this old is logged out, which bounds how long a changed password keeps working. */
  readonly maxAgeMs?: number;
  /** RT serves one session's requests one after the other, so a busy caller may have more than one. */
  readonly sessionsPerCaller?: number;
  /** IANA zone of RT's zoneless dates; absent: found out at login. */
  readonly timeZone?: string | undefined;
  /** Sessions of other processes; absent: each process has its own. */
  readonly shared?: SharedLogins | undefined;
  /** Whether RT has REST 2.0; absent: REST 1.0 alone is asked. */
  readonly rest2?: Rest2Presence;
}

/**
 * RT logins that outlive a request, one entry per set of credentials and never shared between two.
 * A password check costs RT about 220 ms, a session cookie about 1 ms.
 */
export class SessionPool {
  readonly #transport: Transport;
  readonly #options: SessionPoolOptions;
  readonly #entries: LRUCache<string, CallerSession>;
  /** Those whom RT has not let in yet: however many come, they push out nobody who is logged in. */
  readonly #strangers: LRUCache<string, CallerSession>;
  /** The accounts that cookies belong to, so that RT is not asked in each request. */
  readonly #accounts = new LRUCache<string, string>({
    max: fixedLimits.maxCallers,
    ttl: fixedLimits.maxSessionMs,
  });
  /** The keys of each account's credentials, oldest first. */
  readonly #ofAccount = new LRUCache<string, readonly string[]>({ max: fixedLimits.maxCallers });
  #isClosing = false;
  readonly #leaving = new Set<Promise<void>>();
  /** Those that are logged out at the end, by and by. */
  readonly #last: CallerSession[] = [];

  constructor(transport: Transport, options: SessionPoolOptions = {}) {
    this.#transport = transport;
    this.#options = options;
    const bounds = {
      max: options.maxCallers ?? fixedLimits.maxCallers,
      ttl: options.maxAgeMs ?? fixedLimits.maxSessionMs,
      ttlAutopurge: false,
    };
    this.#entries = new LRUCache({ ...bounds, dispose: (session) => this.#logOut(session) });
    this.#strangers = new LRUCache({
      ...bounds,
      dispose: (session, key) => {
        if (this.#entries.peek(key) !== session) this.#logOut(session);
      },
    });
  }

  /** The session of a caller's key, where the pool has it. */
  known(key: string): CallerSession | undefined {
    return this.#entries.get(key) ?? this.#strangers.get(key);
  }

  /**
   * The session of these credentials. No request is made before it is used. `watch` is called when they are new here,
   * and watches their logins.
   */
  for(credentials: Credentials, watch: () => LoginWatch = unwatched): CallerSession {
    const key = callerKey(credentials);
    if (credentials.scheme === 'cookie') return this.withCookie(credentials.cookie, key);
    const found = this.known(key);
    const idleMs = this.#options.idleMs ?? fixedLimits.maxSessionIdleMs;
    if (found && Date.now() - found.lastUsed() <= idleMs) return found;
    const forget = () => {
      this.#entries.delete(key);
      this.#strangers.delete(key);
    };
    if (found) forget();
    const watching = watch();
    const session: CallerSession = createCallerSession(this.#transport, credentials, {
      key,
      maxSessions: this.#options.sessionsPerCaller ?? fixedLimits.maxSessionsOfCaller,
      timeZone: this.#options.timeZone,
      rest2: this.#options.rest2,
      watch: watching,
      shared: this.#options.shared,
      onOpen: () => {
        if (this.#strangers.peek(key) !== session) return;
        this.#entries.set(key, session);
        this.#strangers.delete(key);
      },
      onAccount: (account) => {
        watching.isOf(account);
        this.#keepFew(account, key);
      },
      onForget: forget,
    });
    this.#strangers.set(key, session);
    return session;
  }

  /** A session that RT has opened for somebody, for one request. */
  withCookie(cookie: Secret, key: string): CallerSession {
    return createCookieSession(this.#transport, cookie, {
      key,
      timeZone: this.#options.timeZone,
      rest2: this.#options.rest2,
      known: () => this.#accounts.get(key),
      onAccount: (account) => this.#accounts.set(key, account),
    });
  }

  /**
   * Of one account only so many credentials are kept, however many spellings of its name there are: nobody else is
   * pushed out.
   */
  #keepFew(account: string, key: string): void {
    const others = (this.#ofAccount.get(account) ?? []).filter((one) => this.#entries.has(one));
    const keys = [...others.filter((one) => one !== key), key];
    for (const old of keys.slice(0, -fixedLimits.maxCredentialsOfAccount))
      this.#entries.delete(old);
    this.#ofAccount.set(account, keys.slice(-fixedLimits.maxCredentialsOfAccount));
  }

  /** How many callers are kept; for tests and metrics. */
  get size(): number {
    return this.#entries.size + this.#strangers.size;
  }

  /** How many sessions are open at RT. */
  get openSessions(): number {
    let count = 0;
    for (const session of this.#entries.values()) count += session.openSessions();
    return count;
  }

  /**
   * Logs every session out of RT, best effort: as many at once as RT may be asked at once, since each has only as much
   * time as RT needs for one.
   */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#entries.clear();
    this.#strangers.clear();
    const end = Date.now() + fixedLimits.maxLogoutsMs;
    const logOutSome = async () => {
      while (Date.now() < end) {
        const session = this.#last.shift();
        if (!session) return;
        await session.logOut({ endsShared: true });
      }
    };
    await Promise.all(Array.from({ length: this.#transport.concurrency }, logOutSome));
    await Promise.all(this.#leaving);
  }

  #logOut(session: CallerSession): void {
    if (this.#isClosing) {
      this.#last.push(session);
      return;
    }
    const leaving = session
      .logOut({ endsShared: false })
      .finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }
}

const unwatched = (): LoginWatch => ({
  starts: () => Promise.resolve(),
  accepted: () => undefined,
  isOf: () => undefined,
});
