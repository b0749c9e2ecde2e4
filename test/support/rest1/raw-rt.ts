import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** One answer of RT, untouched. */
export interface RawReply {
  /** The HTTP status, which RT leaves at 200 for nearly every failure. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body read as UTF-8. */
  readonly text: string;
}

/** Form fields in the order they are sent; a name may come more than once. */
export type RawParams = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** A file sent beside a form, byte for byte. */
export interface RawFile {
  readonly name: string;
  readonly type: string;
  readonly body: Buffer | string;
  /** RT keeps it, so that an HTML comment can show the file: `<img src="cid:…">`. */
  readonly contentId?: string;
}

/** A logged-in caller of RT's REST 1.0. Paths are relative to `/REST/1.0/`. */
export interface RawRt {
  readonly url: string;
  readonly user: string;
  get(path: string): Promise<RawReply>;
  post(path: string, params: RawParams): Promise<RawReply>;
  /** Posts one form and its files, named `attachment_1`, `attachment_2`, … on the wire. */
  postFiles(path: string, content: string, files: readonly RawFile[]): Promise<RawReply>;
}

interface Outgoing {
  readonly type: string;
  readonly body: Buffer;
}

function send(
  target: string,
  headers: Readonly<Record<string, string>>,
  outgoing?: Outgoing,
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      target,
      {
        agent: false,
        method: outgoing === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          ...(outgoing && {
            'content-type': outgoing.type,
            'content-length': String(outgoing.body.length),
          }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            text: body.toString('utf8'),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(outgoing?.body);
  });
}

function urlencoded(params: RawParams): Outgoing {
  const pairs = Symbol.iterator in params ? params : Object.entries(params);
  // A copy: URLSearchParams wants pairs it could write to.
  const encoded = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  return { type: 'application/x-www-form-urlencoded', body: Buffer.from(encoded.toString()) };
}

/** Written by hand: a FormData would turn the form's line ends into CR LF. */
function multipart(content: string, files: readonly RawFile[]): Outgoing {
  const boundary = `raw-rt-${randomUUID()}`;
  const part = (disposition: string, type: string, body: Buffer | string): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const body = Buffer.concat([
    part('name="content"', '', content),
    ...files.map((file, index) => {
      const field = `attachment_${index + 1}`;
      const id = file.contentId === undefined ? '' : `Content-ID: <${file.contentId}>\r\n`;
      return part(
        `name="${field}"; filename="${field}"`,
        `Content-Type: ${file.type}\r\n${id}`,
        file.body,
      );
    }),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

/**
 * Logs in with a password and keeps the session's cookie. Throws when RT refuses the login.
 * Knows nothing of `src/rt`, so that a mistake there cannot hide itself here.
 */
export async function rawRt(url: string, user: string, password: string): Promise<RawRt> {
  const base = `${url.replace(/\/$/, '')}/REST/1.0/`;
  const login = await send(base, { 'accept-language': 'en' }, urlencoded({ user, pass: password }));
  const cookie = login.headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined || !/^RT\/\S+ 200 /.test(login.text)) {
    throw new Error(`RT refuses ${user}: ${login.status} ${login.text}`);
  }
  const headers = { cookie, 'accept-language': 'en' };
  return {
    url,
    user,
    get: (path) => send(base + path, headers),
    post: (path, params) => send(base + path, headers, urlencoded(params)),
    postFiles: (path, content, files) => send(base + path, headers, multipart(content, files)),
  };
}
