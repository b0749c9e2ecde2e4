import type { ErrorCode } from '../../error-codes.js';
import type { Errand } from '../../rt/connection/errand.js';
import type { Written } from '../../schema/written.js';

/** What a request asked for: an operation of GraphQL, or a file. `unknown` where it was refused before that was read. */
export type OperationKind = 'query' | 'mutation' | 'subscription' | 'download' | 'unknown';

/** The status of what a client did not wait for, as nginx logs it. */
export const clientLeft = 499;

/** An operation that has its whole answer: all that anybody who observes operations may know of it. */
export interface EndedOperation {
  /** The name that its document gives it; a name of GraphQL's grammar, cut at `maxLoggedNameCharacters`. */
  readonly name: string | undefined;
  readonly kind: OperationKind;
  /** The account that RT has named. Undefined for a caller whom RT has not let in. */
  readonly account: string | undefined;
  /** HTTP's status, or `clientLeft`. On a WebSocket, the one that the same answer would have had over HTTP. */
  readonly status: number;
  /** Codes of its errors, each once. */
  readonly codes: readonly ErrorCode[];
  readonly ms: number;
  readonly rtRequests: number;
  readonly rtBytes: number;
  readonly writes: readonly Written[];
  /** How many events a subscription told. */
  readonly events: number | undefined;
  readonly errand: Errand;
}

/** Hears of operations. Nothing that it does may throw. */
export interface OperationObserver {
  /** A request has come in; what its headers say of a trace is in it. */
  began?(errand: Errand, request: Request): void;
  ended(operation: EndedOperation): void;
  /** A subscription is open, or has ended. */
  subscribed?(isOpen: boolean): void;
  /** An event of a subscription was told. */
  told?(): void;
}
