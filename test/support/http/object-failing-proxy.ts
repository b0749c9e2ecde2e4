import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Headers } from 'undici';
import { fetchOnce } from './fetch-once.js';

/** How RT fails over one object, or over a request of its own. */
export type ObjectFailure = 'refused' | 'hidden' | 'crashed' | 'broken';

/** A Request Tracker that fails over whatever has not been asked of it before. */
export interface ObjectFailingProxy {
  readonly url: string;
  /** Requests and objects that failed since the failures began. */
  readonly failed: number;
  /** From now on all that is asked goes well, and is remembered. */
  learn(): void;
  /** From now on whatever was not asked while learning fails. */
  fail(how: ObjectFailure): void;
  close(): Promise<void>;
}

const forms: Record<'refused' | 'hidden', string> = {
  refused: '# You are not allowed to display it.\n',
  hidden: '# Ticket 1 does not exist.\n',
};
// What RT prints when Perl dies: no status line.
const crash = `Can't call method "id" on an undefined value at RT.pm line 7.\n`;
const bodies: Record<ObjectFailure, string> = {
  refused: 'RT/5.0.3 200 Ok\n\n# You are not allowed to do that.\n\n',
  hidden: 'RT/5.0.3 200 Ok\n\n# Ticket 1 does not exist.\n\n',
  crashed: crash,
  broken: '<!DOCTYPE html><html><body>Bad Gateway</body></html>',
};

/** Stands before a Request Tracker and fails just where a query asks for more than another one did. */
export async function startObjectFailingProxy(upstream: string): Promise<ObjectFailingProxy> {
  const known = new Set<string>();
  let how: ObjectFailure | undefined;
  let failed = 0;

  /** What a request asks for: one entry an object for `show`, else the request itself. */
  function asked(path: string, params: URLSearchParams): readonly string[] {
    if (path === '/REST/1.0/show') return params.getAll('id').map((id) => `show ${id}`);
    return [`${path} ${[...params].map((pair) => pair.join('=')).sort()}`];
  }

  /** An answer to a `show` in which only the new objects fail; undefined where the forms cannot be told apart. */
  function withoutNew(body: string, ids: readonly string[], form: string): string | undefined {
    const head = /^RT\/\S+ 200 Ok\n\n/.exec(body)?.[0];
    if (!head) return undefined;
    const parts = body.slice(head.length).replace(/\n$/, '').split('\n--\n\n');
    if (parts.length !== ids.length) return undefined;
    return `${head}${parts.map((part, at) => (known.has(ids[at] ?? '') ? part : form)).join('\n--\n\n')}\n`;
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', upstream);
    const params = new URLSearchParams(body.toString('utf8'));
    const isLogin = url.pathname === '/REST/1.0/' || params.has('pass');
    const things = asked(url.pathname, new URLSearchParams([...params, ...url.searchParams]));
    // What ends a `show` is no object of a query.
    const objects = things.filter((thing) => !thing.startsWith('show end-'));
    const news = objects.filter((thing) => !known.has(thing));
    if (!isLogin && how === undefined) for (const thing of things) known.add(thing);
    const fails = !isLogin && how !== undefined && news.length > 0;
    const isApart = news.length === objects.length;
    if (
      fails &&
      how &&
      (isApart || how === 'crashed') &&
      !(how !== 'broken' && url.pathname === '/REST/1.0/show' && how !== 'crashed')
    ) {
      failed++;
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end(bodies[how]);
      return;
    }
    const headers = new Headers();
    for (const name of ['accept-language', 'authorization', 'content-type', 'cookie']) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const method = request.method ?? 'GET';
    const init = { method, headers, redirect: 'manual' as const };
    const answer = await fetchOnce(url, body.length > 0 ? { ...init, body } : init);
    let bytes = Buffer.from(await answer.arrayBuffer());
    if (fails && (how === 'refused' || how === 'hidden')) {
      const changed = withoutNew(bytes.toString('utf8'), things, forms[how]);
      if (changed !== undefined) {
        failed++;
        bytes = Buffer.from(changed);
      }
    }
    const cookies = answer.headers.getSetCookie();
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get failed() {
      return failed;
    },
    learn() {
      how = undefined;
      failed = 0;
      known.clear();
    },
    fail(next) {
      how = next;
      failed = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
