import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixedLimits } from '../../limits.js';
import { securityHeaders } from '../answer/security-headers.js';
import { listenError } from '../listen.js';
import type { Metrics } from './metrics.js';

/** Metrics that answer on a port. */
export interface ServedMetrics {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves `/metrics` for Prometheus on a port of its own, and nothing else.
 * @throws ListenError where the port cannot be opened
 */
export async function serveMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedMetrics> {
  const server = createServer(
    {
      headersTimeout: fixedLimits.maxHeadersMs,
      requestTimeout: fixedLimits.maxRequestMs,
      keepAliveTimeout: fixedLimits.maxKeepAliveMs,
      maxHeaderSize: fixedLimits.maxHeaderBytes,
    },
    (request, response) => {
      const path = request.url?.replace(/\?.*/s, '');
      if (path !== '/metrics' || !['GET', 'HEAD'].includes(request.method ?? '')) {
        response.writeHead(404, securityHeaders).end();
        return;
      }
      registry.metrics().then(
        (text) => {
          response.writeHead(200, { ...securityHeaders, 'content-type': registry.contentType });
          response.end(text);
        },
        () => response.writeHead(500, securityHeaders).end(),
      );
    },
  );
  await new Promise<void>((resolve, reject) => {
    const place = { host, port, choosePort: 'METRICS_PORT', chooseHost: 'METRICS_HOST' };
    server.once('error', (error) => reject(listenError(error, place)));
    server.listen(port, host, resolve);
  });
  // A TCP server's address is never the string that a pipe's is.
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
