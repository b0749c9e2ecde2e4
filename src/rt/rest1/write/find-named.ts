import { readName } from '../../name-ref.js';
import type { NamedKind } from '../../named-kind.js';
import { orNull } from '../../or-null.js';
import type { ShownObject } from '../../shown-object.js';
import type { Wanted } from '../../wanted.js';
import type { WriteContext } from './write-context.js';

/**
 * The user, queue or group that a text names; undefined if it does not exist or the caller may not see it.
 * @throws InvalidInputError for the ID of another kind
 */
export async function findNamed<K extends NamedKind>(
  kind: K,
  text: string,
  wanted: Wanted,
  { load }: WriteContext,
): Promise<ShownObject<K> | undefined> {
  for (const ref of readName(kind, text)) {
    const found = await orNull(load.object.named(kind, ref, wanted));
    if (found) return found;
  }
  return undefined;
}
