import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionResult, GraphQLSchema, parse } from 'graphql';
import {
  CloseCode,
  type ConnectionInitMessage,
  handleProtocols,
  makeServer,
  type SubscribePayload,
} from 'graphql-ws';
import { type GraphQLParams, isAsyncIterable } from 'graphql-yoga';
import { type WebSocket, WebSocketServer } from 'ws';
import { fixedLimits } from '../../limits.js';
import { NotFoundError, OverloadedError } from '../../rt/errors.js';
import { errorResponse } from '../answer/error-response.js';
import type { Masks } from '../answer/mask.js';
import { shownError, shownResult } from '../answer/shown-result.js';
import { admit } from '../caller/let-in.js';
import type { Logger } from '../log.js';
import { requestIdHeader, requestIdOf } from '../request/request-id.js';
import type { Shared } from '../request-context.js';
import { LongPayloads } from './long-payloads.js';
import { refuseUpgrade } from './refuse-upgrade.js';
import { linkOf } from './socket-link.js';
import { checkOrigin, socketHeaders, socketRequest } from './socket-request.js';

/** Runs one operation with everything that one of an HTTP request passes through. */
export type RunOperation = (
  asked: { readonly params: GraphQLParams; readonly request: Request },
  opening: IncomingMessage,
) => Promise<ExecutionResult | AsyncIterable<ExecutionResult> | undefined>;

/** Clients that are connected by WebSocket. */
export interface Sockets {
  /** Takes a request for a WebSocket. What it returns tells whether an operation runs that has to finish. */
  upgrade(opening: IncomingMessage, connection: Duplex, head: Buffer): () => boolean;
  /** Closes all sockets, each when its queries and mutations have their answers. Clients go on at another server. */
  stop(): void;
}

/** One client. */
interface Client {
  readonly opening: IncomingMessage;
  readonly socket: WebSocket;
  /** The operations that run, and what ends each. */
  readonly running: Map<SubscribePayload, AbortController>;
  /** Queries and mutations among them. */
  readonly finishing: Set<SubscribePayload>;
  headers: Headers;
  /** Undefined until RT has let the client in. */
  account: string | undefined;
  /** An operation was told that the session of its caller has ended. */
  isOut: boolean;
}

type SocketParams = ConnectionInitMessage['payload'];

/** What closes a connection where trying again is of no use. Anything else is tried again later. */
const closeCodes: ReadonlyMap<unknown, number> = new Map([
  ['UNAUTHENTICATED', CloseCode.Unauthorized],
  ['FORBIDDEN', CloseCode.Forbidden],
  ['BAD_USER_INPUT', CloseCode.BadRequest],
  ['INTERNAL_SERVER_ERROR', CloseCode.InternalServerError],
]);
const tryAgainLater = 1013;
const goingAway = 1001;

/** The protocol's library only hands on results: who runs an operation has parsed and checked it. */
const handedOn = { schema: new GraphQLSchema({}), document: parse('{ __typename }') };

/**
 * WebSockets on /graphql with the protocol graphql-transport-ws. RT lets a client in before its connection is
 * acknowledged, and every operation passes through all that one of an HTTP request does.
 */
export function createSockets(
  run: RunOperation,
  { shared, masks, log }: { readonly shared: Shared; readonly masks: Masks; readonly log: Logger },
): Sockets {
  const clients = new Set<Client>();
  const payloads = new LongPayloads();
  let isStopping = false;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    handleProtocols,
    maxPayload: fixedLimits.maxSocketMessageBytes,
  });

  server.on('headers', (headers, opening) => {
    headers.push(`${requestIdHeader}: ${requestIdOf(opening)}`);
  });

  /** Lets a client in, or throws what keeps it out. */
  async function enter(client: Client, params: SocketParams): Promise<void> {
    client.headers = socketHeaders(client.opening, params);
    if (shared.config.cookieAuth) await shared.browsers.lookUp(client.headers);
    const left = new AbortController();
    client.socket.once('close', () => left.abort());
    const request = socketRequest(client.headers, left.signal);
    const account = await admit(request, { req: client.opening }, shared);
    const others = [...clients].filter((one) => one.account === account);
    if (others.length >= fixedLimits.maxSocketsOfCaller) {
      throw new OverloadedError(`You have ${others.length} WebSockets, the maximum.`);
    }
    client.account = account;
  }

  async function operate(client: Client, payload: SubscribePayload) {
    if (isStopping) throw new OverloadedError('The server is stopping.', { retryAfterSeconds: 1 });
    const { size } = client.running;
    if (size >= fixedLimits.maxOperationsOfSocket) {
      throw new OverloadedError(`${size} operations run on this WebSocket, the maximum.`);
    }
    const end = new AbortController();
    client.running.set(payload, end);
    client.finishing.add(payload);
    const request = socketRequest(client.headers, end.signal);
    // Its shape is checked like that of any other request.
    const result = await run({ params: payload as GraphQLParams, request }, client.opening);
    if (!isAsyncIterable(result)) return result ?? {};
    client.finishing.delete(payload);
    closeWhenDone(client);
    return unlessStopping(result, client);
  }

  /** Results without their end where the server stops: a client that is told of it does not come back. */
  function unlessStopping(
    results: AsyncIterable<ExecutionResult>,
    { socket }: Client,
  ): AsyncIterableIterator<ExecutionResult> {
    const iterator = results[Symbol.asyncIterator]();
    return {
      async next() {
        const result = await iterator.next();
        if (result.done && isStopping && socket.readyState !== socket.CLOSED) {
          await once(socket, 'close');
        }
        return result;
      },
      async return() {
        await iterator.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** An operation has its whole answer, or its client wants no more of it. */
  function over(client: Client, payload: SubscribePayload): void {
    client.running.get(payload)?.abort();
    client.running.delete(payload);
    client.finishing.delete(payload);
    // The answer goes out first.
    setImmediate(() => {
      if (client.isOut) client.socket.close(CloseCode.Unauthorized, 'Your session has ended.');
      closeWhenDone(client);
    });
  }

  function closeWhenDone({ finishing, socket }: Client): void {
    if (isStopping && finishing.size === 0) socket.close(goingAway, 'The server is stopping.');
  }

  const protocol = makeServer<SocketParams, Client>({
    connectionInitWaitTimeout: fixedLimits.maxSocketInitMs,
    async onConnect({ extra: client, connectionParams }) {
      try {
        await enter(client, connectionParams);
        return true;
      } catch (error) {
        const { message, extensions } = masks.request(error);
        const code = closeCodes.get(extensions['code']) ?? tryAgainLater;
        client.socket.close(code, reasonOf(message));
        return false;
      }
    },
    async onSubscribe({ extra: client }, _id, payload) {
      try {
        const result = await operate(client, payload);
        if (isAsyncIterable(result) || !result.errors || result.data !== undefined) {
          return { ...handedOn, contextValue: result };
        }
        client.isOut ||= saysOut(result);
        over(client, payload);
        return result.errors;
      } catch (error) {
        over(client, payload);
        return [masks.request(error)];
      }
    },
    // It is what onSubscribe made it.
    execute: ({ contextValue }) => contextValue as ExecutionResult,
    onNext({ extra: client }, _id, _payload, _args, given) {
      // The library's own type differs in what may be undefined.
      const result = given as ExecutionResult;
      client.isOut ||= saysOut(result);
      // The library copies it, and writes what it is given.
      return payloads.mark(shownResult(result)) as ReturnType<typeof shownResult>;
    },
    onError: (_context, _id, _payload, errors) => errors.map(shownError),
    onComplete: ({ extra: client }, _id, payload) => over(client, payload),
  });

  function serve(socket: WebSocket, opening: IncomingMessage): Client {
    const client: Client = {
      opening,
      socket,
      running: new Map(),
      finishing: new Set(),
      headers: new Headers(),
      account: undefined,
      isOut: false,
    };
    clients.add(client);
    const link = linkOf(socket, payloads, (error) => {
      log.error({ err: error, requestId: requestIdOf(opening) }, 'unexpected error');
      socket.close(CloseCode.InternalServerError, 'Unexpected error.');
    });
    const closed = protocol.opened(link, client);
    socket.once('close', (code, reason) => {
      clients.delete(client);
      for (const end of client.running.values()) end.abort();
      // A subscription that cannot be left has nobody to be told.
      Promise.resolve(closed(code, String(reason))).catch(() => undefined);
    });
    return client;
  }

  /** @throws what keeps a request from becoming a socket */
  function check(opening: IncomingMessage): void {
    if (opening.url?.replace(/\?.*/s, '') !== `${shared.config.basePath}/graphql`) {
      throw new NotFoundError('Nothing is served at this path.');
    }
    checkOrigin(opening, shared.config);
    if (isStopping) throw new OverloadedError('The server is stopping.', { retryAfterSeconds: 1 });
    if (clients.size >= fixedLimits.maxSockets) {
      throw new OverloadedError(`${clients.size} WebSockets are open, the maximum.`);
    }
  }

  return {
    upgrade(opening, connection, head) {
      let client: Client | undefined;
      try {
        check(opening);
      } catch (error) {
        const refused = errorResponse(masks.request(error));
        refused.headers.set(requestIdHeader, requestIdOf(opening));
        void refuseUpgrade(connection, refused);
        return () => false;
      }
      server.handleUpgrade(opening, connection, head, (socket) => {
        client = serve(socket, opening);
      });
      return () => client !== undefined && client.finishing.size > 0;
    },
    stop() {
      isStopping = true;
      for (const client of clients) closeWhenDone(client);
    },
  };
}

function saysOut({ data, errors }: ExecutionResult): boolean {
  return (
    data === undefined &&
    errors !== undefined &&
    errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED')
  );
}

/** What fits into a close frame. */
function reasonOf(message: string): string {
  return Buffer.byteLength(message) <= 123 ? message : `${message.slice(0, 30)}…`;
}
