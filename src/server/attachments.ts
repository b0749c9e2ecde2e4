import { Readable, Transform, type TransformCallback } from 'node:stream';
import { wantColumns } from '../loaders/columns.js';
import { callerKey } from '../rt/credentials.js';
import { ForbiddenError, NotFoundError, RtError, TooLargeError } from '../rt/errors.js';
import { exactSize, type MimeHeader, originalCharset } from '../rt/mime-headers.js';
import { parseId } from '../rt/object-spec.js';
import { attachmentColumns as c } from '../rt/records/attachment.js';
import { transactionColumns } from '../rt/records/transaction.js';
import { rest1 } from '../rt/upstream.js';
import { readAuthorization } from './authorization.js';
import { contentDisposition, downloadType } from './content-disposition.js';
import { refusal } from './gate.js';
import { errorResponse } from './http-errors.js';
import type { Connection } from './peer.js';
import { contextOf, createContext, type RequestContext, type Shared } from './request-context.js';
import type { SealedLink } from './sealed-links.js';

/**
 * `GET /attachments/:id`: an attachment's bytes with the caller's own rights. Undefined for other paths.
 *
 * RT answers a hidden attachment's content like an empty one, so its form is asked first, and the ticket that
 * it belongs to must be one that the caller may see.
 */
export async function serveAttachment(
  request: Request,
  connection: Connection,
  shared: Shared,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  const path = /^\/attachments\/([^/]*)$/.exec(url.pathname);
  if (!path) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405, 'Use GET.', { allow: 'GET, HEAD' });
  }
  try {
    const id = parseId(path[1] ?? '');
    if (id === undefined) return refusal(400, 'An attachment id is a number.');
    const signature = url.searchParams.get('signature');
    const link = signature === null ? undefined : shared.links.open(signature, id);
    const context =
      (link && linkContext(link, request, shared)) ??
      (await createContext(request, connection, shared, { isDownload: true }));
    await shared.limits.spend(context.callerKey, downloadCost);
    const isInline = (link?.disposition ?? url.searchParams.get('disposition')) === 'inline';
    return await download(id, request, context, {
      isInline,
      isLinked: link !== undefined,
      cut: connection.req && (() => connection.req?.socket.destroy()),
    });
  } catch (error) {
    if (!(error instanceof RtError)) throw error;
    return errorResponse(error, request);
  }
}

/** A download's share of what a caller may cost in a minute: about the requests to RT that it takes. */
const downloadCost = 5;

/**
 * The means of whoever a link was made for. The credentials of somebody else beside it are refused; where a
 * replica made the link, which knows callers by other hashes, they decide themselves: undefined.
 * @throws ForbiddenError
 */
function linkContext(
  link: SealedLink,
  request: Request,
  shared: Shared,
): RequestContext | undefined {
  const own = readAuthorization(request.headers);
  const known = shared.sessions.known(link.callerKey);
  if (own && callerKey(own) !== link.callerKey) {
    if (!known) return undefined;
    throw new ForbiddenError('This link was made for somebody else.');
  }
  const session = known ?? (link.cookie && shared.sessions.withCookie(link.cookie, link.callerKey));
  if (!session) throw new ForbiddenError('This link has expired. Ask for a new downloadUrl.');
  return contextOf(session, request, shared, { isDownload: true });
}

async function download(
  id: number,
  request: Request,
  { load, rt }: RequestContext,
  {
    isInline,
    isLinked,
    cut,
  }: {
    readonly isInline: boolean;
    readonly isLinked: boolean;
    readonly cut: (() => void) | undefined;
  },
): Promise<Response> {
  const attachment = await load.object.attachment(
    id,
    wantColumns(c.filename, c.contentType, c.headers, c.transaction),
  );
  const transaction = attachment.read(c.transaction);
  if (transaction === null) throw new NotFoundError('There is no such attachment.');
  const item = await load.object.knownTransaction(
    transaction,
    wantColumns(transactionColumns.ticket),
  );
  await load.object.ticket(item.read(transactionColumns.ticket));

  const size = exactSize(attachment.read(c.headers));
  const type = downloadType(attachment.read(c.contentType));
  const disposition = isInline ? 'inline' : 'attachment';
  // RT never changes an attachment's bytes, so its number names them for good.
  const etag = `"attachment-${id}"`;
  const headers: Record<string, string> = {
    'content-type': type.startsWith('text/') ? plainText(attachment.read(c.headers)) : type,
    'content-disposition': contentDisposition(disposition, type, attachment.read(c.filename)),
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    // A front end on another origin may show what a link of its own leads to.
    ...(isLinked && { 'cross-origin-resource-policy': 'cross-origin' }),
    'accept-ranges': size === undefined ? 'none' : 'bytes',
    etag,
  };
  if (request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers });
  }
  const range = size === undefined ? undefined : readRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${size}` },
    });
  }
  if (range) {
    headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`;
    headers['content-length'] = String(range.end - range.start + 1);
  } else if (size !== undefined) headers['content-length'] = String(size);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const bytes = await rest1(rt).streamAttachment(id);
  const body = bytes.pipe(new ByteRange(range?.start ?? 0, range?.end, size));
  bytes.on('error', (error) => body.destroy(error));
  body.on('close', () => bytes.destroy());
  return new Response(webStream(body, cut), { status, headers });
}

/** Any text is shown as plain text, in the charset that RT sends it in. */
function plainText(headers: readonly MimeHeader[]): string {
  const charset = originalCharset(headers);
  return `text/plain; charset=${/^[\w.:+-]+$/.test(charset) ? charset : 'utf-8'}`;
}

/**
 * Once the status has gone out only a broken connection tells a client that the rest will not come. The stream
 * itself must not fail then: it would reject when it is cancelled, and nobody catches that.
 */
function webStream(body: Readable, cut: (() => void) | undefined): ReadableStream<Uint8Array> {
  if (cut) body.on('error', cut);
  async function* chunks() {
    try {
      yield* body;
    } catch (error) {
      if (!cut) throw error;
    }
  }
  // Node's and the DOM's declarations of one and the same class do not know each other.
  return Readable.toWeb(Readable.from(chunks())) as ReadableStream<Uint8Array>;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A single byte range. Several, or anything odd, is answered whole, as HTTP allows. */
function readRange(header: string | null, size: number): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return start > end ? 'unsatisfiable' : { start, end };
}

/** Lets only a range of bytes through, and breaks when RT sends fewer or more than the headers promised. */
class ByteRange extends Transform {
  readonly #start: number;
  readonly #end: number | undefined;
  readonly #size: number | undefined;
  #seen = 0;

  constructor(start: number, end: number | undefined, size: number | undefined) {
    super();
    this.#start = start;
    this.#end = end;
    this.#size = size;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const from = Math.max(0, this.#start - this.#seen);
    const to = this.#end === undefined ? chunk.length : this.#end + 1 - this.#seen;
    this.#seen += chunk.length;
    if (this.#size !== undefined && this.#seen > this.#size) {
      done(new TooLargeError('RT sent more bytes than it had recorded.'));
      return;
    }
    const part = chunk.subarray(from, Math.max(from, to));
    done(null, part.length > 0 ? part : undefined);
  }

  override _flush(done: TransformCallback): void {
    const short = this.#size !== undefined && this.#seen < this.#size;
    done(short ? new NotFoundError('RT sent fewer bytes than it had recorded.') : null);
  }
}
