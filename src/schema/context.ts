import type { Loaders } from '../loaders/loaders.js';
import type { ByteBudget } from '../rt/connection/byte-budget.js';
import type { RtWrites } from '../rt/writes.js';
import type { Limits } from './limits.js';
import type { LiveTickets } from './live-tickets.js';
import type { TicketLocks } from './ticket-locks.js';
import type { WriteGuard } from './write-guard.js';
import type { Written } from './written.js';

export type { Limits };

/** One caller's means during one GraphQL operation. Nothing in it outlives the operation. */
export interface Context {
  readonly load: Loaders;
  /** What can be written to RT as the caller. */
  readonly writes: RtWrites;
  readonly limits: Limits;
  /** What the answer may still hold of files and texts. */
  readonly answerBytes: ByteBudget;
  /** Goes off when the client is gone or the operation's time is over. */
  readonly signal: AbortSignal;
  /** Keeps a client that leaves from ending what a write still has to find out, until the function it returns is called. */
  readonly hold: () => () => void;
  readonly guard: WriteGuard;
  readonly locks: TicketLocks;
  /** What became of the operation's mutations so far. */
  readonly written: Written[];
  /** The account that RT names for the caller, whatever the spelling and kind of their credentials. */
  readonly account: () => Promise<string>;
  readonly live: LiveTickets<Context>;
  /**
   * The means of a new operation of the same caller, for what goes on after this one: loaders remember, and deadlines and
   * budgets are for one operation. Call `over` when it is.
   * @throws CredentialsError where the caller's session has ended
   */
  readonly fresh: () => Promise<Context>;
  /** The operation has its answer: nothing ends it any more. */
  readonly over: () => void;
  /** The address of an attachment's bytes at this server. */
  readonly downloadUrl: (attachmentId: number, disposition: 'attachment' | 'inline') => string;
}
