import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { noTraffic, type Traffic } from './rt-session.js';

/** A proxy before RT that counts what passes. */
export interface CountingProxy {
  readonly url: string;
  /** What passed since the last call. */
  takeTraffic(): Traffic;
  close(): Promise<void>;
}

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
        method: request.method === 'POST' ? 'POST' : 'GET',
        path: request.url ?? '/',
        headers,
        body: request.method === 'POST' ? request : null,
      });
      const bytes = Buffer.from(await body.arrayBuffer());
      traffic = { requests: traffic.requests + 1, bytes: traffic.bytes + bytes.length };
      const cookie = answered['set-cookie'];
      response.writeHead(statusCode, {
        'content-type': String(answered['content-type']),
        date: String(answered['date']),
        ...(cookie !== undefined && { 'set-cookie': cookie }),
      });
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
