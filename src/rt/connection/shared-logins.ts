import type { Credentials } from './credentials.js';
import type { Login } from './login.js';

/** A login of some process, and when it was. */
export interface SharedLogin extends Login {
  readonly openedAt: number;
}

/**
 * RT sessions that processes share which serve the same callers: each credentials' first, second and so on. None of this
 * fails: where nothing is shared for now, each process logs in by itself.
 */
export interface SharedLogins {
  find(credentials: Credentials, nth: number): Promise<SharedLogin | undefined>;
  keep(credentials: Credentials, nth: number, login: SharedLogin): Promise<void>;
  /** RT has ended the session, or is about to. */
  drop(credentials: Credentials, cookie: Login['cookie']): Promise<void>;
}
