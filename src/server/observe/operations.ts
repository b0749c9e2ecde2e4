import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { type ErrorCode, errorCodes } from '../../error-codes.js';
import { fixedLimits } from '../../limits.js';
import type { Errand } from '../../rt/connection/errand.js';
import type { RtTrace } from '../../rt/connection/trace.js';
import { RtError } from '../../rt/errors.js';
import { httpOfRequest } from '../answer/http-status.js';
import type { OperationContext } from '../request-context.js';
import { clientLeft, type OperationKind, type OperationObserver } from './operation.js';
import { noteRequest } from './request-of-error.js';

/** What is known of an operation while it runs. */
interface Running {
  readonly errand: Errand;
  readonly account: () => string | undefined;
  readonly start: number;
  name?: string | undefined;
  kind: OperationKind;
  context?: OperationContext;
  readonly codes: Set<ErrorCode>;
  /** Its answer comes in parts, and has not ended with the response. */
  goesOn: boolean;
  status?: number;
  /** Its client closed the connection before it had the answer. */
  hasLeft?: boolean;
  events?: number;
  /** What its events asked of RT, each as an operation of its own. */
  readonly ofEvents: { requests: number; bytes: number };
}

/** Follows every operation from its request to its whole answer, however it is answered. */
export class Operations {
  readonly #observers: readonly OperationObserver[];
  readonly #running = new WeakMap<Request, Running>();

  constructor(observers: readonly OperationObserver[]) {
    this.#observers = observers;
  }

  /** `account` tells whose it is, as far as RT has said so, where the operation does not get so far as to know. */
  began(
    request: Request,
    errand: Errand,
    account: () => string | undefined,
    kind: OperationKind = 'unknown',
  ): void {
    const running: Running = {
      errand,
      account,
      start: performance.now(),
      kind,
      codes: new Set(),
      goesOn: false,
      ofEvents: { requests: 0, bytes: 0 },
    };
    this.#running.set(request, running);
    for (const one of this.#observers) one.began?.(errand, request);
  }

  /** What its document says of it, once there is one. */
  isRead(request: Request, document: DocumentNode, name: string | null | undefined): void {
    const running = this.#running.get(request);
    const operation = getOperationAST(document, name);
    if (!running || !operation) return;
    running.kind = operation.operation;
    running.name = operation.name?.value.slice(0, fixedLimits.maxLoggedNameCharacters);
  }

  runs(request: Request, context: OperationContext): void {
    const running = this.#running.get(request);
    if (running) running.context = context;
  }

  /** A result of it, or a part of one. */
  answered(request: Request, { errors }: Pick<ExecutionResult, 'errors'>): void {
    const running = this.#running.get(request);
    if (!running) return;
    if (request.signal.aborted) {
      running.hasLeft = true;
      // What was going on was broken off, which is no fault of RT's. What became of a write that was made still counts.
      if ((running.context?.written ?? []).length === 0) return;
    }
    for (const error of errors ?? []) {
      running.codes.add(codeOf(error));
      noteRequest(error, running.errand.requestId);
    }
  }

  /** From now on its response does not end it. */
  goesOn(request: Request): void {
    const running = this.#running.get(request);
    if (running) running.goesOn = true;
  }

  /** A subscription is open. */
  subscribed(request: Request): void {
    const running = this.#running.get(request);
    if (!running || running.events !== undefined) return;
    running.goesOn = true;
    running.events = 0;
    for (const one of this.#observers) one.subscribed?.(true);
  }

  /** An event of a subscription has its answer, for which RT was asked as the trace says. */
  told(request: Request, { calls, bytes }: Pick<RtTrace, 'calls' | 'bytes'>): void {
    const running = this.#running.get(request);
    if (running?.events === undefined) return;
    running.events++;
    running.ofEvents.requests += calls.length;
    running.ofEvents.bytes += bytes;
    for (const one of this.#observers) one.told?.();
  }

  /** Its response is on its way. */
  responded(request: Request, status: number): void {
    const running = this.#running.get(request);
    if (!running) return;
    running.status = status;
    if (!running.goesOn) this.ended(request);
  }

  /** The request turned out not to be an operation. */
  dropped(request: Request): void {
    this.#running.delete(request);
  }

  /** A subscription has ended, whose last result may be on its way. */
  unsubscribed(request: Request): void {
    setImmediate(() => {
      if (this.#running.get(request)?.events !== undefined) this.ended(request);
    });
  }

  /** It has its whole answer. Further calls do nothing. */
  ended(request: Request): void {
    const running = this.#running.get(request);
    if (!running) return;
    this.#running.delete(request);
    const { errand, name, kind, context, events, ofEvents, start } = running;
    const codes = [...running.codes];
    const { trace } = context ?? {};
    if (events !== undefined) for (const one of this.#observers) one.subscribed?.(false);
    const ended = {
      name,
      kind,
      account: context ? context.knownAccount() : running.account(),
      status: statusIn(running, codes),
      codes,
      ms: performance.now() - start,
      rtRequests: (trace?.calls.length ?? 0) + ofEvents.requests,
      rtBytes: (trace?.bytes ?? 0) + ofEvents.bytes,
      writes: context?.written ?? [],
      events,
      errand,
    };
    for (const one of this.#observers) one.ended(ended);
  }
}

/** HTTP's status, or the one that web servers log where the client closed the connection before its answer. */
function statusIn({ hasLeft, events, status, context }: Running, codes: readonly ErrorCode[]) {
  if (hasLeft && events === undefined) return clientLeft;
  return status ?? statusOf(codes, context !== undefined);
}

/** The status that an answer without HTTP would have had. What fails in part is 200. */
function statusOf([code]: readonly ErrorCode[], wasExecuted: boolean): number {
  return code === undefined || wasExecuted ? 200 : httpOfRequest(code).status;
}

/** An error's code, whether or not it has been masked yet. */
function codeOf(error: GraphQLError): ErrorCode {
  const given = error.extensions?.['code'];
  const known = errorCodes.find((code) => code === given);
  if (known) return known;
  const { originalError } = error;
  if (originalError instanceof RtError) return originalError.code;
  return originalError instanceof GraphQLError ? codeOf(originalError) : 'INTERNAL_SERVER_ERROR';
}
