import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fetchOnce } from './fetch-once.js';

/** A Request Tracker between which and its clients things go wrong. */
export interface FailingProxy {
  readonly url: string;
  /** Decides of each request to come, logins apart, whether it fails and how; absent, none does. */
  failing: ((path: string) => Failure | undefined | Promise<Failure | undefined>) | undefined;
  /** Whether `Location` is taken off all answers. */
  dropsLocation: boolean;
  /** How far its clock, which it puts into every answer's `Date`, is ahead of RT's. */
  aheadMs: number;
  close(): Promise<void>;
}

/** The ways in which RT and what stands before it fail. */
export const failures = {
  gateway: { status: 502, body: '<html>Bad Gateway</html>' },
  crash: { status: 200, body: 'RT/5.0.3 500 Server Error\n\nCan\'t call method "id" on undef\n' },
  empty: { status: 200, body: '' },
  html: { status: 200, body: '<!DOCTYPE html><html><body>Login</body></html>' },
  refused: { status: 200, body: 'RT/5.0.3 200 Ok\n\n# You are not allowed to do that.\n\n' },
  turnedAway: { status: 405, body: '<html>Method Not Allowed</html>' },
  unreadable: { status: 200, body: 'RT/5.0.3 200 Ok\n\nno form: \0\n: :\n' },
} as const;

export type Failure = keyof typeof failures;

/** Stands before a Request Tracker. */
export async function startFailingProxy(upstream: string): Promise<FailingProxy> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? '/';
    const failure = isLogin(path, body) ? undefined : await proxy.failing?.(path);
    if (failure) {
      response.writeHead(failures[failure].status, { 'content-type': 'text/plain' });
      response.end(failures[failure].body);
      return;
    }
    const answer = await fetchOnce(`${upstream}${path}`, {
      method: request.method ?? 'GET',
      headers: passedOn(request),
      ...(body.length > 0 && { body }),
      redirect: 'manual',
    });
    const cookies = answer.headers.getSetCookie();
    const location = answer.headers.get('location');
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      date: new Date(Date.now() + proxy.aheadMs).toUTCString(),
      ...(location !== null && !proxy.dropsLocation && { location }),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  const proxy: FailingProxy = {
    url: `http://127.0.0.1:${port}`,
    failing: undefined,
    dropsLocation: false,
    aheadMs: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

function isLogin(path: string, body: Buffer): boolean {
  return path === '/REST/1.0/' || body.includes('pass=');
}

function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const names = ['if-match', 'accept-language', 'authorization', 'content-type', 'cookie'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
