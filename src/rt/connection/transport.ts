import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, Pool, errors as undiciErrors } from 'undici';
import { fixedLimits } from '../../limits.js';
import {
  CredentialsError,
  ForbiddenError,
  OverloadedError,
  RtBadReplyError,
  RtError,
  RtNotReachedError,
  RtTimeoutError,
  RtUnavailableError,
} from '../errors.js';
import { failureOf, failureOfConnection, failureOfStatus, isOfCertificate } from '../failure.js';
import { readRetryAfter } from '../retry-after.js';
import { Breaker } from './breaker.js';
import { Deadline } from './deadline.js';
import type { Errand } from './errand.js';
import type { RequestOutcome, RtObserver } from './observer.js';
import { readBody } from './read-body.js';
import { RetryBudget } from './retry-budget.js';
import type { TicketRange } from './ticket-range.js';

/** Whether RT may have a write: false while there is still a login to do for it. */
export interface WriteProgress {
  isSent?: boolean;
}

/** A request as it goes out to RT, credentials included. */
export interface WireRequest {
  /** What is asked, in the words of `SentRequest`. */
  readonly operation: string;
  /** Number of objects asked for; 1 when absent. */
  readonly objects?: number;
  /** Which of RT's interfaces is asked; REST 1.0 when absent. */
  readonly rest?: 1 | 2;
  /** POST when absent, which is all that REST 1.0 knows. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Path below `/REST/1.0/` or `/REST/2.0/`, e.g. `show` or `ticket/17/comment`. */
  readonly path: string;
  /** What follows the path: names of columns and numbers of pages, never what somebody wrote. */
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  /** Writes go out on a fresh connection and are never sent twice. */
  readonly write: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Absent where it is sent for nobody in particular. */
  readonly errand?: Errand | undefined;
  /** The answer may take any time as long as it goes on coming. */
  readonly stream?: boolean;
  /** Lets a redirection to RT's pages for unprivileged users come back as an answer. */
  readonly takesSelfService?: boolean;
}

/** RT's answer before anything is read from it. */
export interface WireAnswer {
  /** HTTP's status: of REST 1.0 always 200, since all else is an error. */
  readonly statusCode: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly body: Readable;
  /** What its reader knows of it, to be told by the time that the body is closed. */
  readonly sight: Sight;
}

/** What is seen of an answer beyond HTTP. */
export interface Sight {
  bytes: number;
  /** Why it is not what RT answers. */
  error?: unknown;
}

/** RT compresses nothing and marks no byte order; the proxies before it are asked not to either. */
const ownHeaders = {
  'accept-language': 'en',
  'accept-encoding': 'identity',
  'user-agent': 'rt-graphql',
};

// Names never stand in a path, so nothing but this can lead out of RT's REST interfaces.
const safePath = /^[a-z0-9]*(?:\/[a-z0-9]+)*$/;
// Of REST 2.0, the caller's own name too, each letter of it that has a meaning in a path written as `%2F`.
const safePath2 = /^(?:[a-z0-9]*(?:\/[a-z0-9]+)*|user\/(?!\.+$)[\w%.~!*'()-]+)$/;

/**
 * The HTTP road to one RT: connection pools, time limits, and what broken connections mean. It knows
 * nothing of sessions or forms.
 */
export class Transport {
  /** `https://help.example.org/rt`, without a slash at the end. */
  readonly baseUrl: string;
  /** How many requests it sends at once. */
  readonly concurrency: number;
  /** What is known of the RT at its end; the first login finds it out. Absent: nothing is looked for. */
  readonly range: TicketRange | undefined;
  readonly #prefix: string;
  readonly #reads: Pool;
  readonly #writes: Pool;
  readonly #timeoutMs: number;
  readonly #breaker: Breaker;
  /** Hears of everything that is sent. */
  readonly observer: RtObserver;
  /** What may be sent to RT again. */
  readonly retries = new RetryBudget();

  constructor(options: {
    readonly url: string;
    readonly concurrency: number;
    readonly timeoutMs: number;
    readonly range?: TicketRange;
    /** Called when RT is found to be down. */
    readonly onDown?: () => void;
    readonly observer?: RtObserver | undefined;
  }) {
    this.observer = options.observer ?? {};
    this.#breaker = new Breaker(
      () => this.#ping(),
      (isOpen) => {
        this.observer.breaker?.(isOpen);
        if (isOpen) options.onDown?.();
      },
    );
    this.range = options.range;
    this.concurrency = options.concurrency;
    this.baseUrl = options.url.replace(/\/+$/, '');
    const { origin, pathname } = new URL(this.baseUrl);
    this.#prefix = `${pathname.replace(/\/+$/, '')}/REST/`;
    this.#timeoutMs = options.timeoutMs;
    const shared = {
      connections: options.concurrency,
      connect: { timeout: Math.min(fixedLimits.maxConnectMs, options.timeoutMs) },
      // Every request has a deadline of its own, for its headers and its body together.
      headersTimeout: 0,
      bodyTimeout: 0,
      autoSelectFamily: true,
    };
    // Starman closes idle connections after a second; ours go first, so that no request meets a closed one.
    this.#reads = new Pool(origin, { ...shared, pipelining: 1, keepAliveTimeout: 600 });
    this.#writes = new Pool(origin, { ...shared, pipelining: 0 });
  }

  /** Why nothing is sent to RT at the moment; undefined when it may be tried. */
  refusal(): RtUnavailableError | undefined {
    return this.#breaker.refusal();
  }

  /**
   * Sends one request. A read whose connection broke before any answer is sent once more, unless that happens too
   * often; a write never.
   * @throws RtUnavailableError, RtTimeoutError, ForbiddenError (RT redirects unprivileged users), RtBadReplyError
   */
  async send(request: WireRequest): Promise<WireAnswer> {
    if (this.#breaker.isOnTrial) await this.#breaker.tryRt();
    this.retries.earn();
    try {
      return await this.#watched(request);
    } catch (error) {
      const mayRepeat = !request.write && isStale(error) && !(request.body instanceof Readable);
      if (!mayRepeat || !this.retries.spend()) throw error;
      return await this.#watched(request);
    }
  }

  /** Lets the breaker see how a request ends. */
  async #watched(
    request: WireRequest,
    { timeoutMs = this.#timeoutMs, isProbe = false } = {},
  ): Promise<WireAnswer> {
    const isOver = this.#breaker.begin({ isProbe });
    const { signal } = request;
    const added: Record<string, string> = {};
    const seen = this.#observe(request, added);
    try {
      const headers = { ...added, ...request.headers };
      const answer = await this.#attempt({ ...request, headers }, timeoutMs);
      seen?.answered(answer);
      const end = gatewayFailure(request, answer);
      // Whoever reads a stream may take long over it.
      if (request.stream) isOver(end);
      else {
        answer.body.once('end', () => isOver(end));
        answer.body.once('error', (error) => isOver(wireError(error), signal?.aborted));
        // Whoever has seen enough.
        answer.body.once('close', () => isOver(undefined, true));
      }
      return answer;
    } catch (error) {
      isOver(error, signal?.aborted);
      seen?.failed(error);
      throw error;
    }
  }

  /** Tells the observer of a request, and how it ends. Undefined where nobody wants to hear it. */
  #observe(
    { rest = 1, operation, objects = 1, write, errand, signal }: WireRequest,
    headers: Record<string, string>,
  ) {
    const end = this.observer.sent?.({ rest, operation, objects, isWrite: write, errand, headers });
    if (!end) return undefined;
    const start = performance.now();
    const tell = (error: unknown, ms: number, bytes: number) => {
      const isLeft = error !== undefined && (signal?.aborted || isOwnEnd(error));
      end({ outcome: isLeft ? 'left' : outcomeOf(error), ms, bytes });
    };
    return {
      failed: (error: unknown) => tell(error, performance.now() - start, 0),
      answered({ body, sight }: WireAnswer) {
        let broken: unknown;
        body.once('error', (error) => {
          broken = wireError(error, signal);
        });
        body.once('close', () => {
          const ms = performance.now() - start;
          // Who reads it hears of its end one turn later, and has seen by the next what it is (read-body.ts).
          const told = () => tell(sight.error ?? broken, ms, sight.bytes);
          setImmediate(() => setImmediate(told));
        });
      },
    };
  }

  /** Asks RT for nothing, as nobody, to see whether it is there. */
  async #ping(): Promise<void> {
    const request = { operation: 'probe', path: '', write: false, headers: {} };
    const { body } = await this.#watched(request, {
      timeoutMs: Math.min(fixedLimits.maxProbeMs, this.#timeoutMs),
      isProbe: true,
    });
    await readBody(body, fixedLimits.maxLoginReplyBytes).catch((error: unknown) => {
      throw wireError(error);
    });
  }

  async #attempt(request: WireRequest, timeoutMs: number): Promise<WireAnswer> {
    const { rest = 1, query } = request;
    if (!(rest === 1 ? safePath : safePath2).test(request.path)) {
      throw new RtBadReplyError('A path that RT must not see was about to be sent.');
    }
    const deadline = new Deadline(timeoutMs, request.signal);
    try {
      const { statusCode, headers, body } = await (request.write
        ? this.#writes
        : this.#reads
      ).request({
        method: request.method ?? 'POST',
        path: `${this.#prefix}${rest}.0/${request.path}${query ? `?${query}` : ''}`,
        headers: {
          ...ownHeaders,
          ...(request.errand && { 'x-request-id': request.errand.requestId }),
          ...request.headers,
        },
        ...(request.method !== 'GET' && { body: request.body ?? '' }),
        signal: deadline,
      });
      // It holds until the last byte has come, or between any two pieces of a stream.
      body.once('close', deadline.clear);
      if (request.stream) {
        const more = () => deadline.restart(this.#timeoutMs);
        body.on('data', more).on('resume', more);
        // While its reader is slower than RT, nothing is RT's fault; a reader who has stopped ends too.
        body.on('pause', () => deadline.restart(fixedLimits.maxReaderFactor * this.#timeoutMs));
        // A listener for data would set the stream flowing before anybody reads it.
        body.pause();
      }
      const decoders = decodersOf(headers);
      const tooMany = tooManyRequests(statusCode, headers);
      // REST 2.0 tells in JSON what its status means.
      const isAnswer =
        statusCode === 200 ||
        rest === 2 ||
        (request.takesSelfService && isSelfService(statusCode, headers));
      if (isAnswer && decoders && !tooMany) {
        return { statusCode, headers, body: decoded(body, decoders), sight: { bytes: 0 } };
      }
      await body.dump();
      if (tooMany) throw tooMany;
      if (!decoders) throw new RtBadReplyError("RT's response has an unknown content encoding.");
      throw unexpectedStatus(statusCode, headers, request);
    } catch (error) {
      deadline.clear();
      throw wireError(error, request.signal);
    }
  }

  /** Closes all connections; requests under way end first. */
  async close(): Promise<void> {
    await Promise.all([this.#reads.close(), this.#writes.close()]);
  }
}

const codings = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

type Decoders = readonly (() => Transform)[];

/** What undoes the compression of an answer, the coding that was applied last first; undefined for unknown ones. */
function decodersOf(headers: WireAnswer['headers']): Decoders | undefined {
  const applied = String(headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const decoders = applied.toReversed().flatMap((coding) => codings.get(coding) ?? []);
  return decoders.length === applied.length ? decoders : undefined;
}

/** The answer as RT sent it, where a proxy has compressed it unasked. */
function decoded(body: Readable, decoders: Decoders): Readable {
  // What breaks on either side ends both; whoever reads hears of it from the last stream.
  return decoders.reduce<Readable>(
    (coded, create) => pipeline(coded, create(), () => undefined),
    body,
  );
}

/** What the breaker sees in REST 2.0's statuses, which are answers to whoever asked: a gateway's own say that RT is away. */
function gatewayFailure(
  { rest }: WireRequest,
  { statusCode }: WireAnswer,
): RtUnavailableError | undefined {
  const isGateways = rest === 2 && statusCode >= 502 && statusCode <= 504;
  return isGateways
    ? new RtUnavailableError(`RT's web server returned HTTP ${statusCode}.`, { sent: true })
    : undefined;
}

/** RT leads unprivileged users away from REST 1.0 to pages of theirs. */
export function isSelfService(status: number, headers: WireAnswer['headers']): boolean {
  return status === 302 && String(headers['location'] ?? '').includes('/SelfService');
}

/** What an unprivileged user is told. */
export const onlyPrivileged = 'RT allows only privileged users to use its REST interface.';

function unexpectedStatus(
  status: number,
  headers: WireAnswer['headers'],
  { write }: { readonly write: boolean },
): RtError {
  if (isSelfService(status, headers)) return new ForbiddenError(onlyPrivileged);
  if (status === 401) {
    return new CredentialsError(
      'The web server in front of RT requires its own login (HTTP 401), as with $WebRemoteUserAuth. Configure it to pass REST 1.0 requests to RT.',
      { failure: 'login-page' },
    );
  }
  if (status >= 500) {
    return new RtUnavailableError(`RT's web server returned HTTP ${status}.`, {
      sent: true,
      failure: failureOfStatus(status),
    });
  }
  const message = `RT's web server returned HTTP ${status} instead of a REST 1.0 response.`;
  const failure = failureOfStatus(status);
  // Nothing hangs on whether RT has seen a read.
  return !write || isTurnedAway(status)
    ? new RtNotReachedError(message, { failure })
    : new RtBadReplyError(message, { failure });
}

/**
 * A web server's word that it has too many requests, which is RT's in neither of its interfaces: of 429 alone it is
 * certain that RT has not seen this one. Undefined for any other answer, and for a 503 that names no pause.
 */
function tooManyRequests(
  status: number,
  headers: WireAnswer['headers'],
): OverloadedError | RtUnavailableError | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const asked = readRetryAfter(headers['retry-after']);
  const pauseMs =
    asked === undefined
      ? undefined
      : Math.min(Math.max(asked, fixedLimits.minRtPauseMs), fixedLimits.maxRtPauseMs);
  const message = `RT's web server returned HTTP ${status}: it has too many requests.`;
  const facts = {
    failure: failureOfStatus(status),
    ...(pauseMs !== undefined && { pauseMs, retryAfterSeconds: Math.ceil(pauseMs / 1000) }),
  };
  if (status === 429) return new OverloadedError(message, facts);
  return pauseMs === undefined
    ? undefined
    : new RtUnavailableError(message, { ...facts, sent: true });
}

/** What a web server says of a request before it passes it on: of its login, method, size or form, or that there are too many. */
const refusedBefore: ReadonlySet<number> = new Set([
  401, 405, 411, 413, 414, 415, 417, 421, 426, 429, 431,
]);

/**
 * Whether a web server's status says that RT has not seen the write. A gateway that gave up waiting may have passed it on,
 * and a redirect, a page that is not found or a firewall that forbids may stand in place of RT's answer.
 */
export function isTurnedAway(status: number): boolean {
  return refusedBefore.has(status);
}

/** What a failure of the connection means to the caller. */
export function wireError(error: unknown, callerSignal?: AbortSignal): RtError {
  if (error instanceof RtError) return error;
  if (callerSignal?.aborted) {
    return callerSignal.reason instanceof RtError
      ? callerSignal.reason
      : new RtTimeoutError(
          'The operation ended (OPERATION_TIMEOUT_MS, or the client disconnected) before RT responded.',
          { cause: error },
        );
  }
  if (
    error instanceof undiciErrors.HeadersTimeoutError ||
    error instanceof undiciErrors.BodyTimeoutError ||
    (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
  ) {
    return new RtTimeoutError('RT did not respond in time.', { cause: error });
  }
  if (error instanceof undiciErrors.ConnectTimeoutError || isRefused(error)) {
    const failure = failureOfConnection(error);
    return new RtUnavailableError('RT is unreachable.', { cause: error, sent: false, failure });
  }
  if (error instanceof undiciErrors.HTTPParserError) {
    return new RtBadReplyError("RT's response is not HTTP.", { cause: error });
  }
  const failure = failureOfConnection(error);
  return new RtUnavailableError('The connection to RT was lost.', {
    cause: error,
    sent: true,
    failure,
  });
}

function outcomeOf(error: unknown): RequestOutcome {
  return error === undefined ? 'answered' : (failureOf(error) ?? 'denied');
}

/** Whether the reader of an answer ended it: undici says so of a body that is destroyed without a reason. */
function isOwnEnd(error: unknown): boolean {
  return error instanceof RtTimeoutError && error.cause instanceof undiciErrors.RequestAbortedError;
}

const notConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether nothing can have been sent: no connection was made, or its certificate was not accepted. */
function isRefused(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isRefused);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return notConnected.has(code) || isOfCertificate(code);
}

function isStale(error: unknown): boolean {
  return (
    error instanceof RtUnavailableError &&
    error.sent &&
    (error.cause instanceof undiciErrors.SocketError ||
      (error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNRESET'))
  );
}
