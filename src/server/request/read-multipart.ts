import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { GraphQLParams } from 'graphql-yoga';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError, TooLargeError } from '../../rt/errors.js';
import { Upload } from '../../schema/upload.js';
import { eachChunk } from './each-chunk.js';
import { fillUploads } from './multipart-map.js';

/** How much a multipart request may carry. */
export interface MultipartLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  /** Called for each file that has come in, with its size. */
  readonly onFile?: (bytes: number) => void;
}

/** A parsed request, and the way to take its files off the disk again. */
export interface MultipartRequest {
  readonly params: GraphQLParams;
  readonly dispose: () => Promise<void>;
}

/**
 * Reads a GraphQL multipart request as it streams in: files go to disk, so memory stays flat however large
 * they are, and the first byte beyond a limit ends the request.
 * @throws InvalidInputError, TooLargeError
 */
export async function readMultipart(
  request: Request,
  limits: MultipartLimits,
): Promise<MultipartRequest> {
  const directory = await mkdtemp(join(tmpdir(), 'rt-graphql-'));
  const dispose = () => rm(directory, { recursive: true, force: true });
  try {
    const { fields, files } = await receive(request, directory, limits);
    return { params: fillUploads(fields, files), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function receive(request: Request, directory: string, limits: MultipartLimits) {
  if (!request.body) throw new InvalidInputError('The multipart request has no body.');
  const fields = new Map<string, string>();
  const files = new Map<string, Upload>();
  const writing: Promise<void>[] = [];
  const parts: Readable[] = [];
  const parser = makeParser(request, limits);
  // Destroying the parser with the first failure stops the body where it is.
  const fail = (error: Error) => parser.destroy(error);
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) fail(tooLarge('operations', fixedLimits.maxFieldBytes, fieldTooLarge));
    fields.set(name, value);
  });
  parser.on('file', (name, stream, _filename, _encoding, type) => {
    const path = join(directory, randomUUID());
    parts.push(stream);
    const written = save(stream, path, limits.maxFileBytes).then((saved) => {
      limits.onFile?.(saved.size);
      files.set(
        name,
        new Upload({
          contentType: type || 'application/octet-stream',
          ...saved,
          open: () => createReadStream(path),
        }),
      );
    });
    written.catch(fail);
    writing.push(written);
  });
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    parser.on(event, () => fail(tooLarge('number of parts', limits.maxFiles, tooManyParts)));
  }
  const parsed = finished(parser, { readable: false });
  parsed.catch(() => undefined);
  try {
    await eachChunk(request, (chunk) => feed(parser, chunk));
    parser.end();
    await parsed;
    await Promise.all(writing);
  } catch (error) {
    parser.destroy();
    // A part that was being read when the body broke off would wait for its end for ever.
    for (const part of parts) part.destroy();
    await Promise.allSettled(writing);
    const cause = parser.errored ?? error;
    if (cause instanceof TooLargeError || cause instanceof InvalidInputError) throw cause;
    throw new InvalidInputError('The multipart body cannot be read.', { cause });
  }
  return { fields, files };
}

function makeParser(request: Request, limits: MultipartLimits): InstanceType<typeof Busboy> {
  const contentType = request.headers.get('content-type') ?? '';
  try {
    const headers: BusboyHeaders = { 'content-type': contentType };
    return new Busboy({
      headers,
      limits: {
        files: limits.maxFiles,
        fields: 2,
        parts: limits.maxFiles + 2,
        fieldNameSize: fixedLimits.maxFieldNameBytes,
        fieldSize: fixedLimits.maxFieldBytes,
        headerPairs: fixedLimits.maxPartHeaders,
      },
    });
  } catch (error) {
    throw new InvalidInputError('The multipart body has no boundary.', { cause: error });
  }
}

/** Hands the parser a chunk and waits until it wants more. */
async function feed(parser: Writable, chunk: Uint8Array): Promise<void> {
  if (parser.destroyed)
    throw (
      parser.errored ??
      new InvalidInputError('The multipart body continues after its last boundary.')
    );
  if (parser.write(chunk)) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(parser, 'drain', { signal }), once(parser, 'close', { signal })]);
  } finally {
    // A large file has thousands of chunks; none leaves a listener behind.
    waiting.abort();
  }
}

async function save(stream: Readable, path: string, maxBytes: number) {
  let size = 0;
  const hash = createHash('sha256');
  await pipeline(
    stream,
    async function* counted(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge('MAX_UPLOAD_BYTES', maxBytes, fileTooLarge);
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { size, sha256: hash.digest('base64url') };
}

const fieldTooLarge = (max: number) =>
  `A form field of the upload is larger than the maximum of ${max} bytes.`;
const tooManyParts = (max: number) =>
  `Send at most ${max} files in one request, beside \`operations\` and \`map\`.`;
const fileTooLarge = (max: number) =>
  `The file is larger than the maximum of ${max} bytes (MAX_UPLOAD_BYTES).`;

function tooLarge(name: string, allowed: number, message: (max: number) => string): TooLargeError {
  return new TooLargeError(message(allowed), {
    limit: { name, allowed, asked: allowed + 1 },
  });
}
