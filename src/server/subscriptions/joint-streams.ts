import { randomBytes } from 'node:crypto';
import { fixedLimits } from '../../limits.js';
import { callerKey } from '../../rt/connection/credentials.js';
import { InvalidInputError, OverloadedError } from '../../rt/errors.js';
import { refusal } from '../answer/error-response.js';
import { callerOf } from '../caller/caller-of-request.js';
import type { Connection } from '../caller/client-address.js';
import { admit } from '../caller/let-in.js';
import { isOwnEventSource, tokenHeader } from '../request/csrf-gate.js';
import { hasCsrfHeader } from '../request/csrf-header.js';
import { letTakeEvents } from '../request/use-accept.js';
import type { Shared } from '../request-context.js';
import { eventStream } from './event-stream.js';
import { JointStream } from './joint-stream.js';

interface Reserved {
  readonly token: string;
  readonly stream: JointStream;
  /** Only who reserved it uses it. */
  readonly caller: string;
  readonly account: string;
  isOpen: boolean;
}

/**
 * The single connection mode of GraphQL over SSE, for clients that may open few connections: PUT reserves a stream and
 * answers its token, GET opens it, POST runs operations on it, and DELETE ends one.
 */
export class JointStreams {
  readonly #shared: Shared;
  readonly #reserved = new Map<string, Reserved>();
  readonly #asked = new WeakMap<Request, Reserved>();
  #isStopping = false;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /**
   * Answers what is about a stream. Undefined for everything else, and for an operation, which runs like any other.
   * @throws RtError
   */
  async route(request: Request, connection: Connection): Promise<Response | undefined> {
    const { method, headers } = request;
    if (method === 'PUT') return this.#reserve(request, connection);
    const query = new URL(request.url).searchParams;
    const token = headers.get(tokenHeader) ?? query.get('token');
    if (token === null || !['GET', 'POST', 'DELETE'].includes(method)) return undefined;
    const isSafe = hasCsrfHeader(request) || headers.has(tokenHeader);
    if (!isSafe && !isOwnEventSource(request)) {
      return refusal(403, `A stream needs a ${tokenHeader} header.`);
    }
    const caller = callerKey(callerOf(request, connection, this.#shared));
    const reserved = this.#reserved.get(token);
    if (reserved?.caller !== caller) {
      return refusal(404, 'The stream does not exist.', {}, 'NOT_FOUND');
    }
    if (method === 'GET') return open(reserved, request, connection);
    if (method === 'DELETE') {
      const id = query.get('operationId');
      if (!id) return refusal(400, 'Send the operationId of the operation to end.');
      reserved.stream.complete(id);
      return new Response(null, { status: 200 });
    }
    letTakeEvents(request);
    this.#asked.set(request, reserved);
    return undefined;
  }

  /**
   * Keeps the place of an operation on the stream that its request names; undefined for an operation without one.
   * @throws InvalidInputError, OverloadedError
   */
  reserve(
    request: Request,
    id: unknown,
  ): { readonly stream: JointStream; readonly id: string } | undefined {
    const stream = this.#asked.get(request)?.stream;
    if (!stream) return undefined;
    if (typeof id !== 'string' || id === '') {
      throw new InvalidInputError('An operation on an event stream needs extensions.operationId.');
    }
    if (stream.size >= fixedLimits.maxOperationsOfSocket) {
      throw new OverloadedError(`${stream.size} operations run on this stream, the maximum.`);
    }
    if (!stream.reserve(id)) throw new InvalidInputError('This operationId is already in use.');
    return { stream, id };
  }

  /** Ends all streams; their clients go on at another server. */
  stop(): void {
    this.#isStopping = true;
    for (const { stream } of this.#reserved.values()) stream.leave();
  }

  async #reserve(request: Request, connection: Connection): Promise<Response> {
    if (this.#isStopping) {
      throw new OverloadedError('The server is stopping.', { retryAfterSeconds: 1 });
    }
    if (this.#reserved.size >= fixedLimits.maxSockets) throw full('There are');
    const caller = callerKey(callerOf(request, connection, this.#shared));
    const account = await admit(request, connection, this.#shared);
    const own = [...this.#reserved.values()].filter((one) => one.account === account);
    if (own.length >= fixedLimits.maxSocketsOfCaller) throw full('You have');
    const token = randomBytes(24).toString('base64url');
    const stream: JointStream = new JointStream(() => this.#reserved.delete(token));
    const reserved: Reserved = { token, stream, caller, account, isOpen: false };
    this.#reserved.set(token, reserved);
    setTimeout(() => {
      if (!reserved.isOpen) stream.leave();
    }, fixedLimits.maxReservedMs).unref();
    return new Response(token, { status: 201, headers: { 'content-type': 'text/plain' } });
  }
}

function open(reserved: Reserved, request: Request, { req }: Connection): Response {
  if (reserved.isOpen) return refusal(409, 'The stream is already open.');
  const { stream } = reserved;
  reserved.isOpen = true;
  request.signal.addEventListener('abort', () => stream.leave());
  return eventStream(stream, {
    keepAliveMs: fixedLimits.maxSilenceMs,
    maxUnreadMs: fixedLimits.maxUnreadMs,
    cut: () => req?.socket.destroy(),
  });
}

function full(who: string): OverloadedError {
  return new OverloadedError(`${who} as many event streams as there may be.`, {
    retryAfterSeconds: 5,
  });
}
