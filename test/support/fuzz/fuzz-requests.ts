import { request } from 'node:http';
import { connect } from 'node:net';
import { Choices } from './fuzz-choices.js';
import type { FuzzOperation } from './fuzz-operations.js';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What came back. */
export interface FuzzAnswer {
  /** 0 when the connection was cut instead. */
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** An operation as clients send it. */
export function plainRequest(operation: FuzzOperation, authorization: string): FuzzRequest {
  const headers = { 'content-type': 'application/json', authorization };
  return {
    method: 'POST',
    path: '/graphql',
    headers,
    body: Buffer.from(JSON.stringify(operation)),
  };
}

/** The same operation after one to four accidents. */
export function mutatedRequest(good: FuzzRequest, tape: readonly number[]): FuzzRequest {
  const choices = new Choices(tape);
  let mutated = choices.chance(25) ? asMultipart(good, choices) : good;
  for (let left = 1 + choices.below(4); left > 0; left--) {
    mutated = choices.pick([
      mutateBody,
      mutateBody,
      mutateBody,
      replaceBody,
      mutateHeaders,
      mutateLine,
    ])(mutated, choices);
  }
  return mutated;
}

/** Sends a request over a connection of its own. Rejects when there is no answer for `limitMs`. */
export function sendFuzz(url: string, sent: FuzzRequest, limitMs: number): Promise<FuzzAnswer> {
  const { port, hostname } = new URL(url);
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...parseAnswer(Buffer.concat(chunks)), ms: performance.now() - start });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no end of the answer within ${limitMs} ms`));
    }, limitMs);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (parseAnswer(Buffer.concat(chunks)).isWhole) end();
    });
    socket.on('close', end);
    // A server that refuses early closes while the rest is still on its way.
    socket.on('error', () => undefined);
    const lines = Object.entries({
      host: 'localhost',
      connection: 'close',
      'content-length': String(sent.body.length),
      ...sent.headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${sent.method} ${sent.path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
    socket.write(sent.body);
  });
}

/** The last answer in what was read: one that only says to go on may stand before it. */
function parseAnswer(read: Buffer): Omit<FuzzAnswer, 'ms'> & { readonly isWhole: boolean } {
  const text = read.toString('latin1').replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  const isWhole = length === undefined ? /(?:^|\r\n)0\r\n\r\n$/.test(body) : body.length >= +length;
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    text: Buffer.from(body, 'latin1').toString('utf8'),
    isWhole: isWhole && rest.length > 0,
  };
}

/** Sends a request that is well formed as HTTP, over kept connections. */
export function sendPlain(url: string, sent: FuzzRequest, limitMs: number): Promise<FuzzAnswer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const { method, headers, body } = sent;
    const outgoing = request(`${url}${sent.path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - start });
      });
    });
    outgoing.setTimeout(limitMs, () => outgoing.destroy(new Error(`no answer in ${limitMs} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function mutateBody(sent: FuzzRequest, choices: Choices): FuzzRequest {
  const body = Buffer.from(sent.body);
  const at = choices.below(Math.max(1, body.length));
  const pieces = ['\u0000', '"', '}', '{', '\\', '\\ud800', '\n', '[', '1e999', '\u00ff', '#', '$'];
  switch (choices.below(5)) {
    case 0:
      if (body.length > 0) body[at] = choices.below(256);
      return { ...sent, body };
    case 1:
      return { ...sent, body: body.subarray(0, at) };
    case 2: {
      const piece = Buffer.from(choices.pick(pieces), 'latin1');
      return { ...sent, body: Buffer.concat([body.subarray(0, at), piece, body.subarray(at)]) };
    }
    case 3: {
      const end = at + choices.below(40);
      return { ...sent, body: Buffer.concat([body.subarray(0, at), body.subarray(end)]) };
    }
    default: {
      const again = body.subarray(at, at + choices.below(200));
      return { ...sent, body: Buffer.concat([body.subarray(0, at), again, body.subarray(at)]) };
    }
  }
}

const bodies = [
  '',
  'null',
  '[]',
  '[{"query":"{__typename}"}]',
  '"{__typename}"',
  '1',
  '{}',
  '{"query":1}',
  '{"query":null}',
  '{"query":{"a":1}}',
  '{"query":"{__typename}","variables":[]}',
  '{"query":"{__typename}","variables":"{}"}',
  '{"query":"{__typename}","variables":{"__proto__":{"x":1}}}',
  '{"query":"{__typename}","operationName":["x"]}',
  '{"query":"{__typename}","operationName":"Nobody"}',
  '{"query":"query A{__typename} query B{__typename}"}',
  '{"query":"{__typename}","extensions":1}',
  '{"query":"{__typename}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}',
  '{"query":"subscription { x }"}',
  '{"query":"{__typename}","query":"mutation{x}"}',
  '\ufeff{"query":"{__typename}"}',
  `{"query":"{a(x:${'['.repeat(20_000)}"}`,
  `${'['.repeat(50_000)}`,
  `{"query":"{ ${'a '.repeat(3000)} }"}`,
] as const;

function replaceBody(sent: FuzzRequest, choices: Choices): FuzzRequest {
  return { ...sent, body: Buffer.from(choices.pick(bodies)) };
}

const oddHeaders: readonly (readonly [string, string])[] = [
  ['content-type', ''],
  ['content-type', 'application/json; charset=utf-16'],
  ['content-type', 'APPLICATION/JSON;charset="UTF-8"'],
  ['content-type', 'multipart/form-data'],
  ['content-type', 'multipart/form-data; boundary=""'],
  ['content-type', `multipart/form-data; boundary=${'b'.repeat(300)}`],
  ['content-type', 'text/plain'],
  ['content-encoding', 'gzip'],
  ['content-length', '-1'],
  ['transfer-encoding', 'chunked'],
  ['accept', 'text/event-stream'],
  ['accept', 'text/html'],
  ['accept', 'application/graphql-response+json'],
  ['accept', 'multipart/mixed'],
  ['accept', '*/*;q=nonsense'],
  ['authorization', 'Basic !!!'],
  ['authorization', 'Bearer '],
  ['authorization', 'Basic \u00ff\u00fe'],
  ['cookie', '__Host-rtgql=x; __Host-rtgql=y; RT_SID_x.1=\u00ff'],
  ['x-rt-user', 'root'],
  ['x-graphql-yoga-csrf', '1'],
  ['x-rt-trace', '1'],
  ['x-forwarded-for', '::1, nonsense, 10.0.0.1'],
  ['host', ''],
  ['host', 'evil.example:99999'],
  ['host', '[::1'],
  ['host', 'a b'],
  ['origin', 'null'],
  ['range', 'bytes=0-0,5-,-1'],
  ['if-none-match', '*'],
  ['expect', '100-continue'],
  ['upgrade', 'websocket'],
  ['x-long', 'x'.repeat(20_000)],
];

function mutateHeaders(sent: FuzzRequest, choices: Choices): FuzzRequest {
  const [name, value] = choices.pick(oddHeaders);
  return { ...sent, headers: { ...sent.headers, [name]: value } };
}

const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT', 'BREW'];
const paths = [
  '/graphql?query={__typename}',
  '/graphql?query=%7Bviewer%7Buser%7Bname%7D%7D%7D&variables=%7B',
  '/graphql?query=mutation%7BcreateTicket%7D&extensions=1',
  '/graphql?query=%',
  '/graphql/',
  '//graphql',
  '//evil.example/%2f..',
  'http://evil.example/graphql',
  '*',
  '/',
  '/%',
  '/\u00ff',
  '/attachments/1',
  '/attachments/3?signature=AAAA',
  '/attachments/3?signature=%ff&disposition=inline',
  '/attachments/1%2Fmerge',
  '/attachments/',
  '/attachments/2147483648',
  '/session',
  '/health',
  '/ready?x=1',
  '/metrics',
  '/graphiql/assets/../../package.json',
  '/graphiql/assets/%2e%2e/%2e%2e/package.json',
  `/${'x'.repeat(20_000)}`,
];

function mutateLine(sent: FuzzRequest, choices: Choices): FuzzRequest {
  const method = choices.chance(70) ? choices.pick(methods) : sent.method;
  return { ...sent, method, path: choices.chance(80) ? choices.pick(paths) : sent.path };
}

function asMultipart(sent: FuzzRequest, choices: Choices): FuzzRequest {
  const map = choices.pick([
    '{}',
    '{"0":["variables.v0"]}',
    '{"0":["variables.__proto__.x"]}',
    '{"0":["variables.files.99999999"]}',
    '{"0":[1]}',
    '[]',
    'null',
    `{"0":[${'"variables.a",'.repeat(1000)}"variables.b"]}`,
  ]);
  const part = (disposition: string, content: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--bb\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const file = choices.pick(['a.txt', 'a"b', '../../x', 'x'.repeat(400), '\u0000', 'é.png']);
  const parts = [
    part('name="operations"', sent.body),
    part('name="map"', map),
    part(`name="0"; filename="${file}"`, 'bytes'),
  ];
  if (choices.chance(20)) parts.reverse();
  if (choices.chance(20)) parts.push(part(`name="${'n'.repeat(5000)}"`, 'x'));
  const headers = {
    ...sent.headers,
    'content-type': 'multipart/form-data; boundary=bb',
    'x-graphql-yoga-csrf': '1',
  };
  return { ...sent, headers, body: Buffer.concat([...parts, Buffer.from('--bb--\r\n')]) };
}
