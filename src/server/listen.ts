import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import type { App } from './app.js';
import type { Logger } from './log.js';
import { securityHeaders } from './security-headers.js';

/** A server that answers on a port. */
export interface Listening {
  readonly url: string;
  /** Stops accepting, lets what runs finish for up to 20 s, and logs out of RT. */
  stop(): Promise<void>;
}

const finishMs = 20_000;

/** Opens the port. Time limits cut clients that send or read too slowly. */
export async function listen(app: App, config: Config, log: Logger): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      // Yoga makes a URL of these, and where it cannot it answers with a stack trace.
      const { url = '', headers } = request;
      if (url.startsWith('/') && URL.canParse(`http://${headers.host || 'localhost'}${url}`)) {
        void app.handler(request, response);
      } else response.writeHead(400, securityHeaders).end();
    },
  );
  server.maxHeadersCount = 100;
  server.maxConnections = 2000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      await finish(server, log);
      await app.close();
    },
  };
}

async function finish(server: Server, log: Logger): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    log.warn('cutting requests that did not finish in time');
    server.closeAllConnections();
  }, finishMs);
  await closed;
  clearTimeout(timer);
}
