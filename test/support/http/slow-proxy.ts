import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchOnce } from './fetch-once.js';

/** A request as it came to a slow Request Tracker. */
export interface SlowRequest {
  readonly path: string;
  /** Whether whoever sent it closed the connection before it had its answer. */
  wasLeft: boolean;
}

/** A Request Tracker that takes its time. */
export interface SlowProxy {
  readonly url: string;
  /** How long it takes over a request, before RT gets it. */
  delayMs: (path: string) => number;
  readonly requests: SlowRequest[];
  close(): Promise<void>;
}

/** Stands before a Request Tracker, and passes everything on later. */
export async function startSlowProxy(upstream: string): Promise<SlowProxy> {
  const server = createServer(async (request, response) => {
    const seen: SlowRequest = { path: request.url ?? '', wasLeft: false };
    slow.requests.push(seen);
    response.once('close', () => {
      seen.wasLeft = !response.writableEnded;
    });
    const body = await buffer(request);
    await sleep(slow.delayMs(seen.path));
    const { cookie, 'content-type': type } = request.headers;
    const answer = await fetchOnce(`${upstream}${request.url}`, {
      method: request.method ?? 'POST',
      headers: { ...(cookie && { cookie }), ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body }),
      redirect: 'manual',
    });
    const cookies = answer.headers.getSetCookie();
    response.writeHead(answer.status, { ...(cookies.length > 0 && { 'set-cookie': cookies }) });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const slow: SlowProxy = {
    url: `http://127.0.0.1:${port}`,
    delayMs: () => 0,
    requests: [],
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return slow;
}
