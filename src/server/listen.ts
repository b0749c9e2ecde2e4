import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import { fixedLimits } from '../limits.js';
import { securityHeaders } from './answer/security-headers.js';
import type { App } from './app.js';
import { Connections } from './connections.js';
import type { Logger } from './log.js';
import { keepWaiting } from './request/expect-continue.js';
import { hasReadableUrl } from './request/readable-url.js';
import { requestIdHeader, requestIdOf } from './request/request-id.js';
import { WebSocketRequest } from './request/web-socket-request.js';
import { stopServing } from './stop-serving.js';

/** A server that answers on a port. */
export interface Listening {
  readonly url: string;
  /** Stops accepting, lets what runs finish, and logs out of RT: all of it within 20 s. */
  stop(): Promise<void>;
  /** Method and path of every request that has no whole answer yet. */
  running(): readonly string[];
}

/** The port cannot be opened: what an operator can mend, in one line. */
export class ListenError extends Error {}

/** Opens the port. Time limits cut clients that send or read too slowly. */
export async function listen(app: App, config: Config, log: Logger): Promise<Listening> {
  const answer: RequestListener = (request, response) => {
    connections.began(request, response);
    if (hasReadableUrl(request)) {
      connections.answer(() => void app.handler(request, response));
    } else {
      response
        .writeHead(400, { ...securityHeaders, [requestIdHeader]: requestIdOf(request) })
        .end();
    }
  };
  const server = createServer(
    {
      headersTimeout: fixedLimits.maxHeadersMs,
      requestTimeout: fixedLimits.maxRequestMs,
      keepAliveTimeout: fixedLimits.maxKeepAliveMs,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: fixedLimits.maxHeaderBytes,
      IncomingMessage: WebSocketRequest,
    },
    answer,
  );
  const connections = new Connections(server);
  // Left to Node, every such client would be asked for its body, whoever it is.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    keepWaiting(request, response);
    answer(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    connections.upgraded(request, app.upgrade(request, socket, head));
  });
  server.maxHeadersCount = fixedLimits.maxHeaders;
  // Subscriptions hold theirs for hours, and keep nobody else out.
  server.maxConnections = fixedLimits.maxConnections + config.maxSubscriptions;
  await new Promise<void>((resolve, reject) => {
    const { host, port } = config;
    server.once('error', (error) => reject(listenError(error, { host, port })));
    server.listen(config.port, config.host, resolve);
  });
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      app.leave();
      await stopServing(server, connections, log);
      await app.close();
    },
    running: () => connections.running(),
  };
}

/** Says in one line why a port cannot be opened, and what to do. Returns any other error as it is. */
export function listenError(
  error: unknown,
  place: {
    readonly host: string;
    readonly port: number;
    readonly choosePort?: string;
    readonly chooseHost?: string;
  },
): unknown {
  const { host, port, choosePort = 'PORT', chooseHost = 'HOST' } = place;
  const unknownHost = `the host name is unknown. Set ${chooseHost} to an address of this machine.`;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `another program uses it. Set ${choosePort} to another port.`,
    EACCES: `this user may not open it. Set ${choosePort} to 1024 or above.`,
    EADDRNOTAVAIL: `this machine does not have that address. Set ${chooseHost} to one of its addresses.`,
    ENOTFOUND: unknownHost,
    EAI_AGAIN: unknownHost,
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new ListenError(`Cannot listen on port ${port} of ${host}: ${reason}`, { cause: error });
}
