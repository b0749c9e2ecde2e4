import type { RtClient } from '../../connection/client.js';
import type { FormField } from '../encode-form.js';
import { type LostAnswer, type WriteAnswer, writeForm } from './write.js';

type Kind = 'user' | 'queue' | 'group';

/** `POST user/new`, `queue/new` or `group/new`. RT gives no reason when it refuses. */
export function createNamed(
  rt: RtClient,
  kind: Kind,
  fields: readonly FormField[],
): Promise<WriteAnswer | LostAnswer> {
  const form = [{ key: 'id', value: `${kind}/new` }, ...fields];
  return writeForm(rt, { operation: `${kind}/new`, path: `${kind}/new` }, form);
}

/** `POST user/N`, `queue/N` or `group/N`. RT echoes the form when it refuses a field, a password too. */
export function editNamed(
  rt: RtClient,
  kind: Kind,
  id: number,
  fields: readonly FormField[],
): Promise<WriteAnswer | LostAnswer> {
  return writeForm(rt, { operation: `${kind}/edit`, path: `${kind}/${id}/edit` }, fields);
}
