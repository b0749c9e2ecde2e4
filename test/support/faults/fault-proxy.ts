import { Buffer } from 'node:buffer';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong with one request between a client and a Request Tracker. */
export type Fault =
  /** The answer comes late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request arrives, and nothing comes back. */
  | { readonly kind: 'stall' }
  /**
   * Nothing comes back, and RT is still at work so much later. A message is stored at once, and its status set then;
   * all other writes are done then.
   */
  | { readonly kind: 'late'; readonly ms: number }
  /** The connection breaks before RT has the request, once it has answered, or within its answer. */
  | { readonly kind: 'reset'; readonly when: 'unsent' | 'answered' | 'within' }
  /**
   * The answer ends at some part of its bytes. `length` and `chunk` are HTTP's signs of that: a length that promises
   * more, and no last chunk. `corrected` promises what comes, and `close` promises nothing: no sign at all.
   */
  | {
      readonly kind: 'cut';
      readonly at: number;
      readonly sign: 'length' | 'chunk' | 'corrected' | 'close';
    }
  /** The answer comes in pieces with pauses. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** Something else comes instead of RT's answer. RT may have done what was asked all the same. */
  | {
      readonly kind: 'html' | 'garbage' | 'not-http' | 'empty' | 'unavailable';
      readonly reaches: boolean;
    }
  /** A web server asks for credentials of its own, or leads elsewhere. RT hears nothing. */
  | { readonly kind: 'unauthorized' | 'redirect' }
  /** The answer comes whole, and the connection is closed before it can be used again. */
  | { readonly kind: 'idle' };

/** A request as the proxy sees it. */
export interface ProxiedRequest {
  /** Counted from 0 since `choose` was set. */
  readonly nth: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

/** Stands before a Request Tracker and spoils what it is told to. */
export interface FaultProxy {
  readonly url: string;
  /** Requests since `choose` was set. */
  readonly seen: readonly ProxiedRequest[];
  /** Decides of each request what goes wrong. All goes well where it is absent. */
  choose: ((request: ProxiedRequest) => Fault | undefined) | undefined;
  /** Resolves when RT has done all that it was late with. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** Starts the proxy. Every connection to RT is fresh; those of clients are kept open as a web server does. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let seen: ProxiedRequest[] = [];
  let choose: FaultProxy['choose'];
  const late = new Set<Promise<unknown>>();
  const server = createServer({ keepAliveTimeout: 5000 }, (incoming) => {
    serve(incoming).catch(() => incoming.socket.destroy());
  });

  async function serve(incoming: IncomingMessage): Promise<void> {
    const { socket } = incoming;
    const body = await buffer(incoming);
    const { method = 'GET', url: path = '/' } = incoming;
    const proxied = { nth: seen.length, method, path, body: body.toString('utf8') };
    seen.push(proxied);
    const fault = choose?.(proxied);
    if (fault?.kind === 'late') {
      const work = workLate(target, incoming, body, fault.ms);
      late.add(work);
      await work.finally(() => late.delete(work));
      return;
    }
    if (!reaches(fault)) {
      write(socket, fault, { status: 200, headers: [], body: Buffer.alloc(0) });
      return;
    }
    const answer = await forward(target, incoming, body);
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'delay') await sleep(fault.ms);
    if (fault?.kind === 'drip') await drip(socket, answer, fault.ms);
    else write(socket, fault, answer);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get seen() {
      return seen;
    },
    get choose() {
      return choose;
    },
    set choose(next) {
      seen = [];
      choose = next;
    },
    async settled() {
      await Promise.allSettled(late);
    },
    async close() {
      await Promise.allSettled(late);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reaches(fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case 'reset':
      return fault.when !== 'unsent';
    case 'unauthorized':
    case 'redirect':
      return false;
    case 'html':
    case 'garbage':
    case 'not-http':
    case 'empty':
    case 'unavailable':
      return fault.reaches;
    default:
      return true;
  }
}

/** Does what RT does with a request that takes it long. */
async function workLate(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  ms: number,
): Promise<void> {
  const halves = halvesOf(incoming.url ?? '/', body);
  if (halves) await forward(target, incoming, halves.first);
  await sleep(ms);
  await forward(target, incoming, halves?.then.body ?? body, halves?.then);
}

interface Instead {
  readonly method: string;
  readonly path: string;
  readonly type: string;
}

/** A message without its status, and the request that sets the status; undefined for all else. */
function halvesOf(path: string, body: Buffer) {
  const id = /\/ticket\/(\d+)\/(?:comment|correspond)$/.exec(path)?.[1];
  const text = body.toString('latin1');
  const [withIt, status] =
    /,?"Status":"(\w+)"/.exec(text) ??
    /Status%3A(?:\+|%20)(\w+)(?:%0A)?/.exec(text) ??
    /\nStatus: (\w+)/.exec(text) ??
    [];
  if (id === undefined || withIt === undefined) return undefined;
  const first = Buffer.from(text.replace(withIt, ''), 'latin1');
  const then = path.startsWith('/REST/2.0/')
    ? {
        ...{ method: 'PUT', path: `/REST/2.0/ticket/${id}`, type: 'application/json' },
        body: Buffer.from(JSON.stringify({ Status: status })),
      }
    : {
        ...{ method: 'POST', path: `/REST/1.0/ticket/${id}/edit` },
        type: 'application/x-www-form-urlencoded',
        body: Buffer.from(new URLSearchParams({ content: `Status: ${status}\n` }).toString()),
      };
  return { first, then };
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  instead?: Instead,
): Promise<Answer> {
  const { host, connection, ...given } = incoming.headers;
  const headers = {
    ...given,
    ...(given['content-length'] !== undefined && { 'content-length': String(body.length) }),
    ...(instead && { 'content-type': instead.type }),
  };
  return new Promise((resolve, reject) => {
    const url = new URL(instead?.path ?? incoming.url ?? '/', target);
    const outgoing = httpRequest(
      url,
      { method: instead?.method ?? incoming.method ?? 'GET', headers, agent: false },
      (response) => {
        buffer(response).then(
          (bytes) =>
            resolve({
              status: response.statusCode ?? 200,
              headers: Object.entries(response.headersDistinct)
                .filter(
                  ([name]) =>
                    !/^(?:content-length|transfer-encoding|connection|keep-alive)$/.test(name),
                )
                .flatMap(([name, values = []]) => values.map((value) => [name, value] as const)),
              body: bytes,
            }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Writes an answer to the wire by hand, as far as it gets. */
function write(socket: Socket, fault: Fault | undefined, answer: Answer): void {
  const { body } = answer;
  switch (fault?.kind) {
    case 'reset': {
      if (fault.when === 'within') socket.write(head(answer, body.length));
      if (fault.when === 'within') socket.write(body.subarray(0, Math.floor(body.length / 2)));
      setImmediate(() => socket.resetAndDestroy());
      return;
    }
    case 'cut': {
      const part = body.subarray(0, Math.floor(fault.at * body.length));
      if (fault.sign === 'corrected')
        socket.write(Buffer.concat([head(answer, part.length), part]));
      else if (fault.sign === 'length')
        socket.end(Buffer.concat([head(answer, body.length), part]));
      else if (fault.sign === 'close') socket.end(Buffer.concat([head(answer, 'close'), part]));
      else {
        const size = Buffer.from(`${part.length.toString(16)}\r\n`);
        const chunk = part.length > 0 ? [size, part, Buffer.from('\r\n')] : [];
        socket.end(Buffer.concat([head(answer, 'chunked'), ...chunk]));
      }
      return;
    }
    case 'not-http':
      socket.end('RT/5.0.3 200 Ok\n\nThis is no answer of a web server.\n');
      return;
    case 'idle':
      socket.write(Buffer.concat([head(answer, body.length), body]), () => {
        setImmediate(() => socket.destroy());
      });
      return;
    default: {
      const instead = fault && substitutes.get(fault.kind);
      const { body: bytes, ...rest } = instead ?? answer;
      socket.write(Buffer.concat([head({ ...rest, body: bytes }, bytes.length), bytes]));
    }
  }
}

async function drip(socket: Socket, answer: Answer, ms: number): Promise<void> {
  socket.write(head(answer, answer.body.length));
  const size = Math.max(1, Math.ceil(answer.body.length / 5));
  for (let at = 0; at < answer.body.length; at += size) {
    socket.write(answer.body.subarray(at, at + size));
    await sleep(ms);
  }
}

const text = (
  status: number,
  type: string,
  body: string,
  more: readonly [string, string][] = [],
) => ({
  status,
  headers: [['content-type', type] as const, ...more],
  body: Buffer.from(body),
});

const substitutes = new Map<string, Answer>([
  ['html', text(200, 'text/html', '<!DOCTYPE html><html><body>Please log in.</body></html>')],
  ['garbage', text(200, 'text/plain', 'id: ticket/1\nnot: \0 what\n--\n# asked for\n\n')],
  ['empty', text(200, 'text/plain', '')],
  ['unauthorized', text(401, 'text/html', 'Who are you?', [['www-authenticate', 'Basic']])],
  ['redirect', text(302, 'text/html', '', [['location', 'https://login.example.org/']])],
  ['unavailable', text(503, 'text/html', '<html>Service Unavailable</html>')],
]);

/** The status line and headers, and how the end of the body is told: by its length, by chunks, by closing. */
function head({ status, headers }: Answer, end: number | 'chunked' | 'close'): Buffer {
  const framing =
    typeof end === 'number'
      ? `content-length: ${end}`
      : end === 'chunked'
        ? 'transfer-encoding: chunked'
        : 'connection: close';
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(
    `HTTP/1.1 ${status} X\r\n${[...lines, framing].join('\r\n')}\r\n\r\n`,
    'latin1',
  );
}
