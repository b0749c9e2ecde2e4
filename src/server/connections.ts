import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request, and the answer that it gets. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Open {
  readonly exchanges: Exchange[];
  /** How much had been read of it when it was last looked at, and since when it has been that much. */
  bytes: number;
  since: number;
  /** Whether something runs on a connection that is not one of requests any more. */
  isBusy?: () => boolean;
}

/** The connections of a server's clients, and what each of them waits for. */
export class Connections {
  readonly #open = new Map<Socket, Open>();
  #isClosing = false;
  /** How many there have been. */
  taken = 0;
  /** Requests that wait until they may be answered, while none may. */
  #held: (() => void)[] | undefined;

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.taken++;
      this.#open.set(socket, { exchanges: [], bytes: 0, since: Date.now() });
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /** Call for each request before it is answered. */
  began(request: IncomingMessage, response: ServerResponse): void {
    const open = this.#open.get(request.socket);
    if (!open) return;
    const exchange = { request, response };
    open.exchanges.push(exchange);
    if (this.#isClosing) closeAfterLast(open);
    response.once('close', () => {
      open.exchanges.splice(open.exchanges.indexOf(exchange), 1);
    });
  }

  /** Answers a request at once, or after `release` if requests are held. */
  answer(run: () => void): void {
    if (this.#held) this.#held.push(run);
    else run();
  }

  /** From now on requests are taken in and not answered, until `release`. Whoever waits for an answer sends nothing new. */
  hold(): void {
    this.#held ??= [];
  }

  /** Answers what was held back, and all that comes. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const run of held) run();
  }

  /** Call for a connection that goes on in another protocol. It is not cut while it is busy. */
  upgraded({ socket }: IncomingMessage, isBusy: () => boolean): void {
    const open = this.#open.get(socket);
    if (open) open.isBusy = isBusy;
  }

  /** From now on every answer tells its client that the connection ends with it (`Connection: close`). */
  close(): void {
    this.#isClosing = true;
    const now = Date.now();
    for (const open of this.#open.values()) {
      closeAfterLast(open);
      open.since = now;
    }
  }

  /**
   * Cuts connections on which no whole request waits for its answer and nothing has come for a while. A request that
   * is under way to the server when its connection closes would be lost, so what has just been quiet may stay.
   */
  cutQuiet(quietMs: number): void {
    const now = Date.now();
    for (const [socket, open] of this.#open) {
      if (isAnswering(open)) continue;
      if (socket.bytesRead > open.bytes) {
        open.bytes = socket.bytesRead;
        open.since = now;
      } else if (now - open.since >= quietMs) socket.destroy();
    }
  }

  /** Cuts connections that wait for no answer: requests that have not come whole. Nothing was done for them. */
  cutHalfSent(): void {
    for (const [socket, open] of this.#open) {
      if (!isAnswering(open)) socket.destroy();
    }
  }

  /** Cuts all connections. */
  cut(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Method and path of every request without a whole answer, for the log. What follows the path may be secret. */
  running(): string[] {
    return [...this.#open.values()].flatMap(({ exchanges, isBusy }) => [
      ...exchanges.map(({ request }) => `${request.method} ${request.url?.replace(/\?.*/s, '')}`),
      ...(isBusy?.() ? ['WebSocket'] : []),
    ]);
  }
}

/** Whether a whole request waits for its answer. */
function isAnswering({ exchanges, isBusy }: Open): boolean {
  return isBusy?.() || exchanges.some(({ request }) => request.complete);
}

/** Requests that a client sent one after the other without waiting all get their answers; the last closes. */
function closeAfterLast({ exchanges }: Open): void {
  for (const { response } of exchanges.slice(0, -1)) {
    if (!response.headersSent) response.shouldKeepAlive = true;
  }
  const last = exchanges.at(-1)?.response;
  if (last && !last.headersSent) last.shouldKeepAlive = false;
}
