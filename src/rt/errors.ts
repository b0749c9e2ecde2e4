import type { ErrorCode } from '../error-codes.js';
import type { Failure } from './failures.js';

/** The codes of what goes wrong between a caller and RT; the others are of GraphQL and of faults of this program. */
export type RtErrorCode = Exclude<ErrorCode, 'INTERNAL_SERVER_ERROR' | `GRAPHQL_${string}`>;

/** What an error knows beside its message; every fact is safe to show to the caller. */
export interface RtErrorFacts {
  readonly cause?: unknown;
  /** What kept RT from answering, where the kind of the error does not tell. Not shown to callers. */
  readonly failure?: Failure;
  /** RT's own words, free of server paths and stacks. */
  readonly rtMessage?: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** The pause that the web server before RT asks for: a read may be sent again after it. Not shown to callers. */
  readonly pauseMs?: number;
  /** Which limit was met, and by how much. */
  readonly limit?: { readonly name: string; readonly allowed: number; readonly asked: number };
}

/** Base of everything this project throws on purpose. Codes are the interface, messages may change. */
export abstract class RtError extends Error {
  abstract readonly code: RtErrorCode;
  readonly facts: RtErrorFacts;

  constructor(message: string, facts: RtErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** The caller sent something that RT must never see, or that RT refused as malformed. */
export class InvalidInputError extends RtError {
  readonly code = 'BAD_USER_INPUT';
}

/** RT does not know the caller: no credentials, wrong ones, or a disabled user. */
export class CredentialsError extends RtError {
  readonly code = 'UNAUTHENTICATED';
}

/** RT knows the caller and says no. */
export class ForbiddenError extends RtError {
  readonly code = 'FORBIDDEN';
}

/** The object does not exist, or RT hides it so well that the two look the same. */
export class NotFoundError extends RtError {
  readonly code = 'NOT_FOUND';
}

/** One operation would need more of RT than a caller may use. */
export class TooCostlyError extends RtError {
  readonly code = 'QUERY_TOO_COSTLY';
}

/** A body, file or result beyond its limit. */
export class TooLargeError extends RtError {
  readonly code = 'PAYLOAD_TOO_LARGE';
}

/** A caller or an address asked too often. */
export class RateLimitedError extends RtError {
  readonly code = 'RATE_LIMITED';
}

/** All places towards RT are taken and the queue is full or slow, or the web server before RT has too many requests. */
export class OverloadedError extends RtError {
  readonly code = 'OVERLOADED';
}

/** No connection to RT, or it broke. `sent` tells whether RT may have seen the request. */
export class RtUnavailableError extends RtError {
  readonly code = 'RT_UNAVAILABLE';
  readonly sent: boolean;

  constructor(message: string, facts: RtErrorFacts & { readonly sent: boolean }) {
    super(message, facts);
    this.sent = facts.sent;
  }
}

/** RT did not answer in time. A write may or may not have happened. */
export class RtTimeoutError extends RtError {
  readonly code = 'RT_TIMEOUT';
}

/** RT (or a proxy before it) answered something that is not REST 1.0: a crash, an HTML page, a cut body. */
export class RtBadReplyError extends RtError {
  readonly code = 'RT_BAD_REPLY';
}

/** The web server before RT turned the request away (a wrong path, a redirect, a size limit): RT has not seen it. */
export class RtNotReachedError extends RtBadReplyError {}

/** RT's own code died over the request: a body without status line. In a mass show one object can do that to all. */
export class RtCrashError extends RtBadReplyError {}

/** Throws when a value that RT's protocol guarantees is absent: an answer cut short or misread. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RtBadReplyError(`RT's answer lacks ${what}`);
  return value;
}
