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
    // Yoga makes a URL of these, and where it cannot it answers with a stack trace.
    const { url = '', headers } = request;
    if (url.startsWith('/') && URL.canParse(`http://${headers.host || 'localhost'}${url}`)) {
      void app.handler(request, response);
    } else response.writeHead(400, securityHeaders).end();
  };
  const server = createServer(
    {
      headersTimeout: fixedLimits.maxHeadersMs,
      requestTimeout: fixedLimits.maxRequestMs,
      keepAliveTimeout: fixedLimits.maxKeepAliveMs,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: fixedLimits.maxHeaderBytes,
    },
    answer,
  );
  const connections = new Connections(server);
  // Left to Node, every such client would be asked for its body, whoever it is.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    keepWaiting(request, response);
    answer(request, response);
  });
  server.maxHeadersCount = fixedLimits.maxHeaders;
  server.maxConnections = fixedLimits.maxConnections;
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
  place: { readonly host: string; readonly port: number; readonly choosePort?: string },
): unknown {
  const { host, port, choosePort = 'PORT' } = place;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `another program uses it. Set ${choosePort} to another one.`,
    EACCES: `this user may not open it. Set ${choosePort} to 1024 or above.`,
    EADDRNOTAVAIL: 'this machine does not have the address. Set HOST to one of its own.',
    ENOTFOUND: 'the name of the host is unknown. Set HOST to an address of this machine.',
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new ListenError(`Port ${port} on ${host} cannot be opened: ${reason}`, { cause: error });
}
