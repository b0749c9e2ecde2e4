import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';
import { noTraffic, type Traffic } from './rt-session.js';

/** A proxy before RT that counts what passes. */
export interface CountingProxy {
  readonly url: string;
  /** What passed since the last call. */
  takeTraffic(): Traffic;
  close(): Promise<void>;
}

/** Headers of an answer that the caller needs. */
const passed = ['content-type', 'date', 'set-cookie', 'location', 'etag'];

/** Forwards requests with their bodies and headers, one to one. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const rt = new Pool(target, { keepAliveTimeout: 600 });
  let traffic = noTraffic;
  const server = createServer(async (request, response) => {
    try {
      const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = request.headers;
      const {
        statusCode,
        headers: answered,
        body,
      } = await rt.request({
        // Node's server lets no other methods through than undici's client knows.
        method: request.method as Dispatcher.HttpMethod,
        path: request.url ?? '/',
        headers,
        body: request.method === 'GET' ? null : request,
      });
      const bytes = Buffer.from(await body.arrayBuffer());
      traffic = { requests: traffic.requests + 1, bytes: traffic.bytes + bytes.length };
      for (const name of passed) {
        const value = answered[name];
        if (value !== undefined) response.setHeader(name, value);
      }
      response.writeHead(statusCode);
      response.end(bytes);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    takeTraffic() {
      const taken = traffic;
      traffic = noTraffic;
      return taken;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rt.close();
    },
  };
}
