import type { GraphQLParams } from 'graphql-yoga';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError, RtError, TooLargeError } from '../../rt/errors.js';
import { eachChunk } from './each-chunk.js';
import { JsonShape } from './json-shape.js';

/** How far a JSON body is read. */
export interface JsonLimits {
  readonly maxBytes: number;
  /** Rejects unless RT lets the caller in. Called before more than `fixedLimits.maxStrangerBytes` are read. */
  readonly letIn?: () => Promise<void>;
}

/**
 * Reads a JSON request as it streams in, no further than its limits.
 * @throws RtError beyond a limit, InvalidInputError for anything but a JSON object
 */
export async function readJson(
  request: Request,
  { maxBytes, letIn }: JsonLimits,
): Promise<GraphQLParams> {
  const chunks: Uint8Array[] = [];
  const shape = new JsonShape();
  let size = 0;
  let isStranger = true;
  const take = async (chunk: Uint8Array): Promise<void> => {
    size += chunk.byteLength;
    if (size > maxBytes) {
      const limit = { name: 'bytes of a JSON body', allowed: maxBytes, asked: size };
      throw new TooLargeError(`The JSON body is larger than the maximum of ${maxBytes} bytes.`, {
        limit,
      });
    }
    if (letIn && isStranger && size > fixedLimits.maxStrangerBytes) {
      await letIn();
      isStranger = false;
    }
    shape.add(chunk);
    chunks.push(chunk);
  };
  await eachChunk(request, take, () => isStranger).catch((error: unknown) => {
    // A client that goes away in the middle is not a fault of this program.
    throw error instanceof RtError
      ? error
      : new InvalidInputError('The request body is incomplete.');
  });
  const value = parse(Buffer.concat(chunks));
  const document: unknown = Reflect.get(value, 'query');
  if (typeof document === 'string' && document.length > fixedLimits.maxDocumentCharacters) {
    const allowed = fixedLimits.maxDocumentCharacters;
    const limit = { name: 'letters of a document', allowed, asked: document.length };
    throw new TooLargeError(`The document is longer than the maximum of ${allowed} characters.`, {
      limit,
    });
  }
  // Yoga checks the shape of these parameters like those of any other request.
  return value as GraphQLParams;
}

function parse(bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InvalidInputError('The request body is not valid JSON in UTF-8.');
  }
  if (Array.isArray(value)) throw new InvalidInputError('Batched operations are not supported.');
  if (typeof value !== 'object' || value === null) {
    throw new InvalidInputError(
      'The request body must be a JSON object with `query` or `documentId`.',
    );
  }
  return value;
}
