import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/store.js';
import { type Answered, answerRequest, restPath } from './answer-request.js';
import { type Params, readParams } from './params.js';
import { createSessions, sandboxToken } from './sessions.js';

/** One request, told apart from how it was sent. */
export interface SandboxCall {
  readonly method: string;
  /** After `/REST/1.0/`, decoded; the whole path of a request for anything else. */
  readonly path: string;
  /** Query and form fields, without files. */
  readonly params: URLSearchParams;
  /** Name of the caller, undefined for one that could not log in. */
  readonly user: string | undefined;
}

/** Where a store is served, and how. */
export interface ServeOptions {
  /** Chosen by the system unless given. */
  readonly port?: number;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  /** Milliseconds to wait before each answer. */
  readonly latencyMs?: number;
  readonly onCall?: (call: SandboxCall) => void;
}

/** A Request Tracker that can be called. */
export interface Sandbox {
  /** E.g. `http://127.0.0.1:1234`; REST 1.0 is below `/REST/1.0/`. */
  readonly url: string;
  /** The latest calls, newest last. Set its length to 0 to forget them. */
  readonly calls: SandboxCall[];
  /**
   * The login token of a user, for RT 5's `Authorization: token …`.
   * @throws Error when no user has the name
   */
  token(user: string): string;
  close(): Promise<void>;
}

const longestLog = 10_000;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function send(
  response: ServerResponse,
  { reply, session }: Answered,
  { cookie, store }: { readonly cookie: string; readonly store: Store },
): void {
  response.writeHead(reply.httpStatus, {
    // A machine has one clock, which may be a stopped one here.
    Date: new Date(store.clock() * 1000).toUTCString(),
    'Set-Cookie': `${cookie}=${session}; path=/; HttpOnly`,
    'Content-Type': reply.contentType,
    'X-Frame-Options': 'DENY',
    'Transfer-Encoding': 'chunked',
    ...(reply.location === undefined ? {} : { Location: reply.location }),
    ...reply.headers,
  });
  response.end(reply.body);
}

function tokenOf(store: Store, name: string): string {
  const user = [...store.users.values()].find((one) => one.name === name);
  if (user === undefined) throw new Error(`The sandbox has no user named ${name}.`);
  return sandboxToken(user.id, name);
}

/** Serves a store over HTTP. Resolves once it listens; rejects when it cannot. */
export async function serveStore(store: Store, options: ServeOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const calls: SandboxCall[] = [];
  const sessions = createSessions(store.name, () => port);
  let port = options.port ?? 0;

  const log = (request: IncomingMessage, urlPath: string, params: Params, user?: string): void => {
    const pairs = params.pairs.map(([name, value]): [string, string] => [name, value]);
    const call: SandboxCall = {
      method: request.method ?? 'GET',
      path: restPath(urlPath) ?? urlPath,
      params: new URLSearchParams(pairs),
      user,
    };
    calls.push(call);
    calls.splice(0, Math.max(0, calls.length - longestLog));
    options.onCall?.(call);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [urlPath = '', ...query] = (request.url ?? '').split('?');
    const body = await readBody(request);
    if (options.latencyMs !== undefined && options.latencyMs > 0) {
      await sleep(options.latencyMs);
    }
    const params = readParams(query.join('?'), request.headers, body);
    const answered = answerRequest(store, sessions, { urlPath, headers: request.headers, params });
    log(request, urlPath, params, answered.user);
    send(response, answered, { cookie: sessions.cookie, store });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  port = address !== null && typeof address === 'object' ? address.port : port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${port}`,
    calls,
    token: (name) => tokenOf(store, name),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
