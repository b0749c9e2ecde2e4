import type { CustomFieldDefinition } from '../rt/custom-field-definitions.js';
import { NotFoundError, RtError } from '../rt/errors.js';
import { notVisible } from '../rt/not-visible.js';
import { type ObjectSpec, queueCustomFields } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import type { ShowLoader } from './show-loader.js';

/** The custom fields that a queue's tickets carry, as far as the caller may see them; many queues in one request. */
export function createCustomFieldLoader(
  upstream: Upstream,
  shows: ShowLoader,
  queueNumber: (name: string) => Promise<number | undefined>,
  probableNumber: (name: string) => number | undefined,
) {
  const definitions = new Map<ObjectSpec, Promise<readonly CustomFieldDefinition[]>>();

  async function load(spec: ObjectSpec): Promise<readonly CustomFieldDefinition[]> {
    const shown = await shows.load(spec, new Set());
    const known = shown.definitions();
    if (known) return known;
    const [short] = await upstream.show([{ spec, columns: 'all' }]);
    if (short instanceof RtError) throw short;
    return shown.definitions(short?.shown.customFieldNames() ?? []) ?? [];
  }

  function ofSpec(spec: ObjectSpec): Promise<readonly CustomFieldDefinition[]> {
    const known = definitions.get(spec) ?? load(spec);
    definitions.set(spec, known);
    return known;
  }

  async function byNumber(name: string): Promise<readonly CustomFieldDefinition[]> {
    // Where the number is likely known, it is checked in the request that uses it.
    const probable = queueCustomFields(probableNumber(name) ?? '');
    if (probable) ofSpec(probable).catch(() => undefined);
    const id = await queueNumber(name);
    const spec = id === undefined ? undefined : queueCustomFields(id);
    if (!spec) throw notVisible();
    return ofSpec(spec);
  }

  return async (
    queue: { readonly id: number } | { readonly name: string },
  ): Promise<readonly CustomFieldDefinition[]> => {
    const spec = queueCustomFields('id' in queue ? queue.id : queue.name);
    if ('id' in queue) return spec ? ofSpec(spec) : [];
    if (!spec) return byNumber(queue.name);
    try {
      return await ofSpec(spec);
    } catch (error) {
      // RT knows a disabled queue by its number alone.
      if (!(error instanceof NotFoundError)) throw error;
      return byNumber(queue.name);
    }
  };
}
