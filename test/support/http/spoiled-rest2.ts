import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fetchOnce } from './fetch-once.js';

/** What a REST 2.0 that cannot be trusted answers to everything but the question whether it is there. */
export interface Spoiled {
  readonly status?: number;
  readonly type?: string;
  readonly location?: string;
  readonly body: string;
}

/** A Request Tracker whose REST 1.0 works and whose REST 2.0 does not. */
export interface SpoiledRest2 {
  readonly url: string;
  /** What REST 2.0 answers from now on. */
  answer: Spoiled;
  /** What was asked of REST 2.0: method, path and body. */
  readonly asked: { readonly method: string; readonly path: string; readonly body: string }[];
  close(): Promise<void>;
}

/** Puts a spoiled REST 2.0 beside a REST 1.0. */
export async function startSpoiledRest2(upstream: string): Promise<SpoiledRest2> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? '/';
    if (path.startsWith('/REST/2.0/')) {
      if (path === '/REST/2.0/rt') {
        response.writeHead(401, { 'content-type': 'application/json; charset="utf-8"' });
        response.end('{"message":"Unauthorized"}');
        return;
      }
      const { status = 200, type = 'application/json', location } = spoiled.answer;
      spoiled.asked.push({ method: request.method ?? '', path, body: body.toString('utf8') });
      response.writeHead(status, { 'content-type': type, ...(location && { location }) });
      response.end(spoiled.answer.body);
      return;
    }
    const { cookie, 'content-type': contentType } = request.headers;
    const answer = await fetchOnce(`${upstream}${path}`, {
      method: request.method ?? 'GET',
      headers: { ...(cookie && { cookie }), ...(contentType && { 'content-type': contentType }) },
      ...(body.length > 0 && { body }),
      redirect: 'manual',
    });
    const cookies = answer.headers.getSetCookie();
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  const spoiled: SpoiledRest2 = {
    url: `http://127.0.0.1:${port}`,
    answer: { body: '' },
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return spoiled;
}
