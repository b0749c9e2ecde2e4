import type { Failure } from '../failures.js';
import type { UnfitReason } from '../rest2/unfit-answer.js';
import type { Errand } from './errand.js';
import type { PlaceKind } from './slots.js';

/** A request as it leaves for RT. */
export interface SentRequest {
  readonly rest: 1 | 2;
  /** As `extensions.rt` names it, e.g. `show`; and `login`, `logout`, `whoami` and `probe`, which are not in there. */
  readonly operation: string;
  readonly objects: number;
  readonly isWrite: boolean;
  readonly errand: Errand | undefined;
  /** Further headers that go along: an observer may add what names its trace. */
  readonly headers: Record<string, string>;
}

/** `denied` is RT's own no to the caller; `left` says that whoever asked is gone, and nothing of RT. */
export type RequestOutcome = 'answered' | 'denied' | 'left' | Failure;

/** How a request ended. */
export interface RequestEnd {
  readonly outcome: RequestOutcome;
  /** From sending to the last byte. */
  readonly ms: number;
  /** Of the answer; 0 where nobody counts them. */
  readonly bytes: number;
}

/** `shared` is a session that another process has opened. */
export type LoginOutcome = 'accepted' | 'refused' | 'failed' | 'shared';

/** Why REST 1.0 answered a read that REST 2.0 should have. */
export type FallbackReason = UnfitReason | 'credentials' | 'bad-reply' | 'broken';

/** Hears what goes on between this process and RT. Nothing that it does may throw. */
export interface RtObserver {
  /** Called for each request that is sent; what it returns is called when that has ended. */
  sent?(request: SentRequest): ((end: RequestEnd) => void) | undefined;
  /** A request has a place towards RT, or none any more, after so long a wait. */
  waited?(kind: PlaceKind, ms: number, isServed: boolean): void;
  login?(outcome: LoginOutcome, errand: Errand | undefined): void;
  /** From now on nothing is sent to RT for a while, or it is sent again. */
  breaker?(isOpen: boolean): void;
  /** REST 1.0 answers a read, because the answer of REST 2.0 could not be used. */
  fellBack?(reason: FallbackReason): void;
}
