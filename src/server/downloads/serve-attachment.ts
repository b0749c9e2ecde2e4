import { Readable } from 'node:stream';
import { fixedLimits } from '../../limits.js';
import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { transactionColumns } from '../../rt/columns/transaction.js';
import { callerKey } from '../../rt/connection/credentials.js';
import { ForbiddenError, NotFoundError } from '../../rt/errors.js';
import { markedCharset } from '../../rt/mail/charset/decode-text.js';
import { webCharset } from '../../rt/mail/charset/web-name.js';
import { headerValue, type MimeHeader, originalCharset } from '../../rt/mail/mime-headers.js';
import { type PartFacts, partSize } from '../../rt/mail/part-size.js';
import { parseId } from '../../rt/object-spec.js';
import { wantColumns } from '../../rt/wanted.js';
import { refusal } from '../answer/error-response.js';
import { readAuthorization } from '../caller/authorization.js';
import type { Connection } from '../caller/client-address.js';
import type { Logger } from '../log.js';
import type { Operations } from '../observe/operations.js';
import { errandOf } from '../request/errand-of.js';
import { requestIdOf } from '../request/request-id.js';
import {
  contextOf,
  createContext,
  type OperationContext,
  type Shared,
} from '../request-context.js';
import { begin } from './begun-stream.js';
import { ByteRange, isKnownVersion, isWantedVersion, requestedRange } from './byte-range.js';
import { contentDisposition, downloadType } from './content-disposition.js';
import type { SealedLink } from './sealed-links.js';

/**
 * `GET /attachments/:id`: an attachment's bytes with the caller's own rights. Undefined for other paths; `pathname` is
 * the one below BASE_PATH.
 *
 * RT answers a hidden attachment's content like an empty one, so its form is asked first, and the ticket that
 * it belongs to must be one that the caller may see.
 */
export async function serveAttachment(
  request: Request,
  pathname: string,
  connection: Connection,
  shared: Shared,
  { log, operations }: { readonly log: Logger; readonly operations: Operations },
): Promise<Response | undefined> {
  const path = /^\/attachments\/([^/]*)$/.exec(pathname);
  if (!path) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405, 'Use GET.', { allow: 'GET, HEAD' });
  }
  const id = parseId(path[1] ?? '');
  if (id === undefined) return refusal(400, 'The ID of an attachment must be a number.');
  const { searchParams } = new URL(request.url);
  const signature = searchParams.get('signature');
  const link = signature === null ? undefined : shared.links.open(signature, id);
  const context =
    (link && linkContext(link, request, connection, shared)) ??
    (await createContext(request, connection, shared, { isDownload: true }));
  operations.runs(request, context);
  await shared.limits.spend(await context.account().catch(context.owner), fixedLimits.downloadCost);
  const isInline = (link?.disposition ?? searchParams.get('disposition')) === 'inline';
  return download(id, request, context, {
    isInline,
    isLinked: link !== undefined,
    broke: (error) =>
      log.warn(
        { err: error, attachment: id, requestId: requestIdOf(request) },
        'a download broke off',
      ),
    begun: () => operations.goesOn(request),
    over: () => operations.ended(request),
    cut: connection.req && (() => connection.req?.socket.destroy()),
  });
}

/**
 * The means of whoever a link was made for. The credentials of somebody else beside it are refused; where a
 * replica made the link, which knows callers by other hashes, they decide themselves: undefined.
 * @throws ForbiddenError
 */
function linkContext(
  link: SealedLink,
  request: Request,
  connection: Connection,
  shared: Shared,
): OperationContext | undefined {
  const own = readAuthorization(request.headers);
  const known = shared.rt.sessions.known(link.callerKey);
  if (own && callerKey(own) !== link.callerKey) {
    if (!known) return undefined;
    throw new ForbiddenError('This link was created for a different user.');
  }
  const session =
    known ?? (link.cookie && shared.rt.sessions.withCookie(link.cookie, link.callerKey));
  if (!session) throw new ForbiddenError('This link has expired. Query downloadUrl again.');
  return contextOf(session, request.signal, shared, {
    isDownload: true,
    errand: errandOf(request, connection, shared.config),
  });
}

interface Delivery {
  readonly isInline: boolean;
  readonly isLinked: boolean;
  /** The rest of the bytes will not come. */
  readonly broke: (error: unknown) => void;
  /** The bytes are on their way; `over` follows with the last of them. */
  readonly begun: () => void;
  readonly over: () => void;
  readonly cut: (() => void) | undefined;
}

async function download(
  id: number,
  request: Request,
  { load, upstream }: OperationContext,
  { isInline, isLinked, broke, begun, over, cut }: Delivery,
): Promise<Response> {
  const attachment = await load.object.attachment(
    id,
    wantColumns(c.filename, c.contentType, c.headers, c.transaction),
  );
  const transaction = attachment.read(c.transaction);
  if (transaction === null)
    throw new NotFoundError('The attachment does not exist, or you may not see it.');
  const facts = {
    contentType: attachment.read(c.contentType),
    headers: attachment.read(c.headers),
  };
  const isLong =
    Number(headerValue(facts.headers, 'Content-Length')) > fixedLimits.maxReadAheadBytes;
  const item = await load.object.knownTransaction(
    transaction,
    // RT works these out from all bytes of the message, which only a long part is worth.
    wantColumns(transactionColumns.ticket, ...(isLong ? [transactionColumns.attachments] : [])),
  );
  await load.object.ticket(item.read(transactionColumns.ticket));

  // RT never changes an attachment's bytes, so its number names them for good; the mails that it puts together
  // again may have their headers in another order.
  const isRebuilt = /^message\//i.test(facts.contentType);
  const etag = `${isRebuilt ? 'W/' : ''}"attachment-${id}"`;
  if (!isWantedVersion(request.headers.get('if-match'), etag)) {
    return refusal(412, `The attachment's ETag, ${etag}, does not match If-Match.`, { etag });
  }
  if (isKnownVersion(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers: { etag, 'cache-control': noStore } });
  }
  const bytes = await begin(await upstream.streamAttachment(id), fixedLimits.maxReadAheadBytes);
  const listed = item.read(transactionColumns.attachments).find((line) => line.id === id)?.size;
  const size = bytes.isWhole ? bytes.head.length : recordedSize({ ...facts, listed });
  const type = downloadType(facts.contentType);
  const hasRanges = size !== undefined && !isRebuilt;
  const headers: Record<string, string> = {
    'content-type': type.startsWith('text/') ? plainText(facts.headers, bytes.head) : type,
    'content-disposition': contentDisposition(
      isInline ? 'inline' : 'attachment',
      type,
      attachment.read(c.filename),
    ),
    'cache-control': noStore,
    'content-security-policy': "sandbox; default-src 'none'",
    // A front end on another origin may show what a link of its own leads to.
    ...(isLinked && { 'cross-origin-resource-policy': 'cross-origin' }),
    'accept-ranges': hasRanges ? 'bytes' : 'none',
    etag,
  };
  // Range is defined for GET alone.
  const mayCut = hasRanges && request.method === 'GET';
  const range = mayCut ? requestedRange(request.headers, size, etag) : undefined;
  if (range === 'unsatisfiable') {
    bytes.cancel();
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
  if (request.method === 'HEAD') {
    bytes.cancel();
    return new Response(null, { status, headers });
  }
  if (bytes.isWhole) {
    bytes.cancel();
    const { start = 0, end = bytes.head.length } = range ?? {};
    return new Response(new Uint8Array(bytes.head.subarray(start, end + 1)), { status, headers });
  }
  const all = Readable.from(bytes.chunks(), { objectMode: false });
  const body = all.pipe(new ByteRange(range, size));
  all.on('error', (error) => body.destroy(error));
  body.on('close', () => all.destroy());
  body.on('error', (error) => {
    if (!request.signal.aborted) broke(error);
  });
  begun();
  body.on('close', over);
  return new Response(webStream(body, cut), { status, headers });
}

const noStore = 'private, no-store';

/** The length that RT recorded and its list confirms. */
function recordedSize(facts: PartFacts): number | undefined {
  const size = facts.listed === undefined ? undefined : partSize(facts);
  return typeof size === 'number' && size > fixedLimits.maxReadAheadBytes ? size : undefined;
}

/**
 * Any text is shown as plain text, in the charset that RT sends it in; none is told where browsers have no name for
 * it. Senders of "us-ascii" often mean UTF-8, which begins like it.
 */
function plainText(headers: readonly MimeHeader[], head: Buffer): string {
  const charset = originalCharset(headers) ?? markedCharset(head) ?? 'utf-8';
  const name = webCharset(/^(?:us-)?ascii$/.test(charset) ? 'utf-8' : charset);
  return name === undefined ? 'text/plain' : `text/plain; charset=${name}`;
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
