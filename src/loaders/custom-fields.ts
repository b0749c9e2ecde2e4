import {
  type CustomFieldDefinition,
  isAmbiguous,
  readCustomFieldDefinitions,
  readCustomFieldNames,
} from '../rt/custom-field-definitions.js';
import { RtError } from '../rt/errors.js';
import { type ObjectSpec, queueCustomFields } from '../rt/object-spec.js';
import { notVisible } from '../rt/refusal.js';
import type { Upstream } from '../rt/upstream.js';
import type { ShowLoader } from './show-loader.js';

/** The custom fields that a queue's tickets carry, as far as the caller may see them; many queues in one request. */
export function createCustomFieldLoader(
  upstream: Upstream,
  shows: ShowLoader,
  queueNumber: (name: string) => Promise<number>,
) {
  const definitions = new Map<ObjectSpec, Promise<readonly CustomFieldDefinition[]>>();

  async function load(spec: ObjectSpec): Promise<readonly CustomFieldDefinition[]> {
    const { raw } = await shows.load(spec, new Set());
    if (!isAmbiguous(raw)) return readCustomFieldDefinitions(raw);
    const [short] = await upstream.show([spec]);
    if (short instanceof RtError) throw short;
    return readCustomFieldDefinitions(raw, readCustomFieldNames(short?.raw ?? ''));
  }

  return async (
    queue: { readonly id: number } | { readonly name: string },
  ): Promise<readonly CustomFieldDefinition[]> => {
    const spec =
      queueCustomFields('id' in queue ? queue.id : queue.name) ??
      queueCustomFields('id' in queue ? queue.id : await queueNumber(queue.name));
    if (!spec) throw notVisible();
    const known = definitions.get(spec) ?? load(spec);
    definitions.set(spec, known);
    return known;
  };
}
