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
    if (size > maxBytes) throw tooLarge('bytes of a JSON body', maxBytes, size);
    if (letIn && isStranger && size > fixedLimits.maxStrangerBytes) {
      await letIn();
      isStranger = false;
    }
    shape.add(chunk);
    chunks.push(chunk);
  };
  await eachChunk(request, take, () => isStranger).catch((error: unknown) => {
    // A client that goes away in the middle is not a fault of this program.
    throw error instanceof RtError ? error : new InvalidInputError('The body broke off.');
  });
  const value = parse(Buffer.concat(chunks));
  const document: unknown = Reflect.get(value, 'query');
  if (typeof document === 'string' && document.length > fixedLimits.maxDocumentCharacters) {
    throw tooLarge('letters of a document', fixedLimits.maxDocumentCharacters, document.length);
  }
  // Yoga checks the shape of these parameters like those of any other request.
  return value as GraphQLParams;
}

function parse(bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InvalidInputError('The body is not JSON in UTF-8.');
  }
  if (Array.isArray(value)) throw new InvalidInputError('Batched operations are not supported.');
  if (typeof value !== 'object' || value === null) {
    throw new InvalidInputError('The body must be a JSON object with a query.');
  }
  return value;
}

function tooLarge(name: string, allowed: number, asked: number): TooLargeError {
  return new TooLargeError(`The request is beyond its limit: ${name}, ${allowed}.`, {
    limit: { name, allowed, asked },
  });
}
