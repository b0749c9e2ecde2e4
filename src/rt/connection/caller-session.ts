import { fixedLimits } from '../../limits.js';
import { CredentialsError, ForbiddenError } from '../errors.js';
import type { Credentials } from './credentials.js';
import type { Errand } from './errand.js';
import { mayBeForgotten, withoutFault, withSession } from './forgotten-session.js';
import {
  accountOf,
  type Identity,
  identify,
  identifyUnprivileged,
  type Login,
  login,
  sessionCookie,
} from './login.js';
import { nameIn } from './own-user.js';
import type { Rest2Presence } from './rest2-presence.js';
import type { Secret } from './secret.js';
import type { SharedLogin, SharedLogins } from './shared-logins.js';
import {
  onlyPrivileged,
  type Transport,
  type WireAnswer,
  type WireRequest,
  type WriteProgress,
} from './transport.js';

/** One caller's logins at RT. */
export interface CallerSession {
  /** A hash that stands for the credentials. */
  readonly key: string;
  /** Who is counted: the account, whatever the spelling and kind of its credentials; the key until RT has named it. */
  owner(): string;
  /** The account, found out where it is not known. @throws RtError where RT does not tell */
  account(inPlace: InPlace, errand?: Errand): Promise<string>;
  /**
   * Who RT says the caller is, and in which zone; logs in when needed. Whoever asks first finds it out for all who
   * wait, in a place of their own.
   */
  identity(inPlace: InPlace, errand?: Errand): Promise<Identity>;
  /** False once it is known that REST 1.0 turns the caller away. */
  isPrivileged(): boolean;
  /** Whether a request now would have to log in first. */
  loggedIn(): boolean;
  /** How many sessions are open for the caller. */
  openSessions(): number;
  /** Whether `identity` is known, or being found out. */
  isKnown(): boolean;
  /** Logs in unless that has been done. Whoever comes first does it for all who wait, in a place of their own. */
  signIn(inPlace: InPlace, errand?: Errand): Promise<void>;
  /** Sends a request with a session cookie, never together with credentials: RT would follow the cookie. */
  send(
    request: Omit<WireRequest, 'headers'> & {
      readonly contentType?: string;
      readonly contentLength?: number;
      readonly ifMatch?: string;
      readonly progress?: WriteProgress;
      /** Runs a login for a further session, beside the request. Absent: the caller gets none. */
      readonly beside?: InPlace;
    },
  ): Promise<Sent>;
  /** The cookie of an open session, to seal in a link; undefined before the first login. */
  cookie(): Secret | undefined;
  lastUsed(): number;
  /** Ends the caller's sessions; those that other processes share only if `endsShared`. */
  logOut(options: { readonly endsShared: boolean }): Promise<void>;
}

/** Runs something with a place towards RT. */
export type InPlace = <T>(run: () => Promise<T>) => Promise<T>;

/** An answer, with what its session needs to hear about it. */
export interface Sent extends WireAnswer {
  /** Call when RT's first line said 401: the session has ended, and the next request logs in again. */
  expired(): void;
  /** Call when the answer has been read: the session is free for the next request. */
  done(): void;
}

/** Hears of every login before RT does. */
export interface LoginWatch {
  /** Rejects to keep a login from RT. */
  starts(): Promise<void>;
  /** RT accepted the credentials, or did not judge them. */
  accepted(): void;
  /** RT has said whose the credentials are. */
  isOf(account: string): void;
}

interface Session {
  readonly cookie: Secret;
  /** Counts the caller's logins. */
  readonly login: number;
  /** False for users who may ask REST 2.0 alone. */
  readonly isPrivileged: boolean;
  readonly openedAt: number;
  /** All its requests under way. */
  inFlight: number;
  /** Those of them to REST 1.0, which RT serves one after the other, and lets those to REST 2.0 wait for. */
  inTurn: number;
  /** Whether a request has ended. Those that come together with a login end soon, and do not mean that the caller is busy. */
  hasServed: boolean;
}

/** Makes a caller's entry for the pool. Nothing is sent before the first use. */
export function createCallerSession(
  transport: Transport,
  credentials: Exclude<Credentials, { readonly scheme: 'cookie' }>,
  options: {
    readonly key: string;
    readonly maxSessions: number;
    readonly timeZone: string | undefined;
    readonly rest2: Rest2Presence | undefined;
    readonly watch: LoginWatch;
    /** What other processes have opened with the same credentials. */
    readonly shared: SharedLogins | undefined;
    /** After each login. */
    readonly onOpen: () => void;
    /** Once the account is known. */
    readonly onAccount: (account: string) => void;
    /** Some seconds after a refusal, when the credentials may be tried again. */
    readonly onForget: () => void;
  },
): CallerSession {
  const sessions: Session[] = [];
  let used = Date.now();
  let identity: Promise<Identity> | undefined;
  let opening: Promise<Session> | undefined;
  let entering: Promise<unknown> | undefined;
  let widening = false;
  let ended = false;
  /** Those that have begun. */
  let logins = 0;
  /** The last login that had begun when RT was seen to have forgotten a session. */
  let forgottenUpTo = 0;
  let account: string | undefined;
  /** The cookie that RT has refused last. */
  let dead: Secret | undefined;
  let endsShared = true;

  async function open(errand: Errand | undefined): Promise<Session> {
    const number = ++logins;
    const found = options.shared && (await findShared(options.shared));
    if (found) {
      options.watch.accepted();
      transport.observer.login?.('shared', errand);
      return opened(found, number);
    }
    await options.watch.starts();
    const { cookie, isPrivileged } = await withoutFault(() => logInAnyhow(errand)).catch(
      (error: unknown) => {
        // RT away, a web server with a login of its own, or a user who may not use REST: nothing that a guesser would gain by.
        const isRefused = error instanceof CredentialsError && error.facts.failure === undefined;
        if (!isRefused) options.watch.accepted();
        transport.observer.login?.(isRefused ? 'refused' : 'failed', errand);
        throw error;
      },
    );
    options.watch.accepted();
    transport.observer.login?.('accepted', errand);
    if (number <= forgottenUpTo) {
      // RT may have forgotten this one with the others, and a request gets one more try only.
      void endCookie(cookie, errand);
      return open(errand);
    }
    const login = { cookie, isPrivileged, openedAt: Date.now() };
    if (options.shared) await options.shared.keep(credentials, sessions.length, login);
    return opened(login, number);
  }

  /** A session of another process that RT has not been seen to end. */
  async function findShared(shared: SharedLogins): Promise<SharedLogin | undefined> {
    const found = await shared.find(credentials, sessions.length);
    const isNew = found && !sessions.some(({ cookie }) => isSame(cookie, found.cookie));
    return isNew && !(dead && isSame(dead, found.cookie)) ? found : undefined;
  }

  function opened(login: SharedLogin, number: number): Session {
    const session: Session = {
      ...login,
      login: number,
      inFlight: 0,
      inTurn: 0,
      hasServed: false,
    };
    sessions.push(session);
    options.onOpen();
    // After the pool let go, a login serves only the operation that still needs it; whoever waits has it by then.
    if (ended) setImmediate(() => release(session));
    return session;
  }

  /** Lets unprivileged users in where there is REST 2.0 for them. @throws ForbiddenError where there is not */
  async function logInAnyhow(errand: Errand | undefined): Promise<Login> {
    const opened = await login(transport, credentials, {
      privilegedOnly: !options.rest2,
      errand,
    });
    if (opened.isPrivileged || (await options.rest2?.isThere(errand))) return opened;
    await endCookie(opened.cookie, errand);
    throw new ForbiddenError(onlyPrivileged);
  }

  /** One login at a time; all who wait share its success or failure. */
  function openOnce(errand: Errand | undefined): Promise<Session> {
    if (!opening) {
      const attempt = open(errand);
      opening = attempt;
      attempt.then(
        () => {
          opening = undefined;
        },
        (error: unknown) => {
          if (error instanceof CredentialsError || error instanceof ForbiddenError) {
            setTimeout(options.onForget, fixedLimits.maxRefusalMs).unref();
          } else {
            opening = undefined;
          }
        },
      );
    }
    return opening;
  }

  /**
   * The session with the least to do, counted at once so that the next to ask gets another one. Requests to REST 2.0
   * wait only for those to REST 1.0.
   */
  async function pick(rest: 1 | 2, errand: Errand | undefined, beside?: InPlace): Promise<Session> {
    // One of another process may have been old when it was found.
    const oldest = Date.now() - fixedLimits.maxSessionMs;
    for (const session of [...sessions]) {
      if (options.shared && session.openedAt < oldest && session.inFlight === 0) drop(session);
    }
    const [first, ...others] = sessions;
    const queue = (session: Session) => (rest === 2 ? session.inTurn : session.inFlight);
    let least = first;
    for (const session of others) {
      if (least && queue(session) < queue(least)) least = session;
    }
    // A second session is opened beside the work, not before it: a login costs more than the wait.
    if (beside && least?.hasServed && queue(least) > 0) widen(beside, errand);
    const picked = least ?? (await openOnce(errand));
    picked.inFlight++;
    if (rest === 1) picked.inTurn++;
    return picked;
  }

  function widen(beside: InPlace, errand: Errand | undefined): void {
    const mayOpen = () => sessions.length < options.maxSessions && !opening && !ended;
    if (widening || !mayOpen()) return;
    widening = true;
    beside(async () => mayOpen() && openOnce(errand))
      .catch(() => undefined)
      .finally(() => {
        widening = false;
      });
  }

  function giveBack(session: Session, rest: 1 | 2): void {
    session.inFlight--;
    session.hasServed = true;
    if (rest === 1) session.inTurn--;
    release(session);
  }

  function drop(session: Session): void {
    const at = sessions.indexOf(session);
    if (at >= 0) sessions.splice(at, 1);
  }

  /**
   * Drops the sessions of the logins up to one. RT forgets sessions all at once when it restarts or cleans up, and an
   * old one answers 401 whoever asks: only a login that begins now tells whether the credentials are still good.
   */
  function dropUpTo(login: number): void {
    forgottenUpTo = Math.max(forgottenUpTo, login);
    for (const session of [...sessions]) {
      if (session.login > login) continue;
      drop(session);
      dead = session.cookie;
      void options.shared?.drop(credentials, session.cookie);
    }
  }

  /** Logs out what nobody uses any more once the pool has let go of this caller. */
  function release(session: Session): void {
    if (!ended || session.inFlight > 0 || !sessions.includes(session)) return;
    drop(session);
    void endSession(session);
  }

  async function whoAmI(errand: Errand | undefined): Promise<Identity> {
    const session = await pick(1, errand);
    const sentAfter = logins;
    try {
      const { timeZone: configuredZone, rest2 } = options;
      if (!session.isPrivileged) {
        const user = nameIn(credentials);
        const known = { user, configuredZone, errand };
        return await identifyUnprivileged(transport, session.cookie, known);
      }
      const withRest2 = (await rest2?.isThere(errand)) ?? false;
      return await identify(transport, session.cookie, { configuredZone, withRest2, errand });
    } catch (error) {
      if (mayBeForgotten(error)) dropUpTo(sentAfter);
      throw error;
    } finally {
      giveBack(session, 1);
    }
  }

  function accountIs(name: string): string {
    if (account === undefined) options.onAccount(name);
    account = name;
    return name;
  }

  async function endSession({ cookie }: Session): Promise<void> {
    if (options.shared) {
      if (!endsShared) return;
      await options.shared.drop(credentials, cookie);
    }
    await endCookie(cookie);
  }

  async function endCookie(cookie: Secret, errand?: Errand): Promise<void> {
    try {
      const { body } = await transport.send({
        operation: 'logout',
        path: 'logout',
        write: false,
        headers: { cookie: cookie.reveal() },
        errand,
        signal: AbortSignal.timeout(fixedLimits.maxLogoutMs),
      });
      body.resume();
    } catch {
      // Best effort: RT forgets the session by itself in the end.
    }
  }

  const session: CallerSession = {
    key: options.key,
    owner: () => account ?? options.key,
    async account(inPlace, errand) {
      used = Date.now();
      if (account !== undefined) return account;
      const number = credentials.scheme === 'token' ? nameIn(credentials) : undefined;
      if (number !== undefined) {
        // RT has checked the token, which names its user.
        await session.signIn(inPlace, errand);
        return accountIs(`user/${Number(number)}`);
      }
      return accountIs(accountOf(await session.identity(inPlace, errand)));
    },
    lastUsed: () => used,
    isPrivileged: () => sessions[0]?.isPrivileged ?? true,
    loggedIn: () => sessions.length > 0,
    openSessions: () => sessions.length,
    cookie: () => sessions[0]?.cookie,
    isKnown: () => identity !== undefined,
    async signIn(inPlace, errand) {
      used = Date.now();
      if (sessions.length > 0) return;
      // What is under way, or was refused a moment ago, needs no place.
      entering ??= opening ?? inPlace(() => openOnce(errand));
      try {
        await entering;
      } finally {
        entering = undefined;
      }
    },
    identity(inPlace, errand) {
      used = Date.now();
      if (!identity) {
        const attempt = inPlace(() => withSession(() => whoAmI(errand)));
        identity = attempt;
        attempt.catch(() => {
          identity = undefined;
        });
      }
      return identity;
    },
    async send({
      contentType = 'application/x-www-form-urlencoded',
      contentLength,
      ifMatch,
      progress = {},
      beside,
      ...request
    }) {
      used = Date.now();
      progress.isSent = false;
      const { rest = 1, errand } = request;
      const session = await pick(rest, errand, beside);
      progress.isSent = true;
      const sentAfter = logins;
      let busy = true;
      const done = () => {
        if (!busy) return;
        busy = false;
        giveBack(session, rest);
      };
      try {
        // What RT answers to everything of theirs.
        if (rest === 1 && !session.isPrivileged) throw new ForbiddenError(onlyPrivileged);
        const answer = await transport.send({
          ...request,
          headers: {
            'content-type': contentType,
            ...(contentLength !== undefined && { 'content-length': String(contentLength) }),
            ...(ifMatch !== undefined && { 'if-match': ifMatch }),
            cookie: session.cookie.reveal(),
          },
        });
        const cookie = sessionCookie(answer.headers['set-cookie']);
        // A new session id on an ordinary answer means that RT no longer knows ours.
        if (cookie && cookie !== session.cookie.reveal()) dropUpTo(sentAfter);
        return { ...answer, done, expired: () => dropUpTo(sentAfter) };
      } catch (error) {
        done();
        throw error;
      }
    },
    async logOut(how) {
      ended = true;
      endsShared = how.endsShared;
      // A login under way would leave its session behind.
      await opening?.catch(() => undefined);
      const idle = sessions.filter(({ inFlight }) => inFlight === 0);
      idle.forEach(drop);
      await Promise.all(idle.map(endSession));
    },
  };
  return session;
}

function isSame(a: Secret, b: Secret): boolean {
  return a.reveal() === b.reveal();
}
