import type { GraphQLParams } from 'graphql-yoga';
import { InvalidInputError } from '../../rt/errors.js';
import { quoted } from '../../rt/quoted.js';
import type { Upload } from '../../schema/upload.js';
import { JsonShape } from './json-shape.js';

const path = /^variables(?:\.(?:[A-Za-z_]\w*|\d{1,2}))+$/;
const forbidden = /\.(?:__proto__|constructor|prototype)(?:\.|$)/;

/**
 * Puts files in the places of the operation's variables that the request's `map` names.
 * @throws InvalidInputError for anything that the GraphQL multipart request specification does not allow
 */
export function fillUploads(
  fields: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, Upload>,
): GraphQLParams {
  const operations = parse(fields.get('operations'), 'operations');
  const map = parse(fields.get('map') ?? '{}', 'map');
  if (!isRecord(operations)) throw new InvalidInputError('Batched operations are not supported.');
  const used = new Set<string>();
  if (!isRecord(map)) throw new InvalidInputError('map must be a JSON object.');
  for (const [name, paths] of Object.entries(map)) {
    const file = files.get(name);
    if (!file)
      throw new InvalidInputError(`map contains the file ${quoted(name)}, which was not sent.`);
    if (!Array.isArray(paths) || paths.length === 0) {
      throw new InvalidInputError('Each file in map needs a list of paths.');
    }
    for (const place of paths) {
      if (typeof place !== 'string' || !path.test(place) || forbidden.test(place)) {
        throw new InvalidInputError('map contains a path that is not a variable.');
      }
      if (used.has(place)) throw new InvalidInputError('map contains the same path twice.');
      used.add(place);
      put(operations, place.split('.'), file);
    }
  }
  // Yoga checks the shape of these parameters like those of any other request.
  return operations as GraphQLParams;
}

function put(operations: Record<string, unknown>, keys: readonly string[], file: Upload): void {
  let at: unknown = operations;
  for (const key of keys.slice(0, -1)) at = child(at, key);
  const last = keys.at(-1) ?? '';
  if (child(at, last) !== null || !isContainer(at)) {
    throw new InvalidInputError('map contains a path whose value is not null.');
  }
  at[last] = file;
}

function child(container: unknown, key: string): unknown {
  return isContainer(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

function parse(text: string | undefined, name: string): unknown {
  if (text === undefined)
    throw new InvalidInputError(`The multipart request has no field ${name}.`);
  new JsonShape().add(Buffer.from(text));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInputError(`${name} is not valid JSON.`, { cause: error });
  }
}
