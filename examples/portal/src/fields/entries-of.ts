import type { CustomFieldDefinitionFragment } from '../generated/documents.js';
import { momentIn } from '../moment-in.js';

/** Values as a form's inputs have them: RT shows dates with times in UTC, and takes them with an offset. */
export function entriesOf(
  values: readonly string[],
  definition: Pick<CustomFieldDefinitionFragment, 'type'> | null,
): readonly string[] {
  if (definition?.type !== 'DATE_TIME') return values;
  return values.map((value) => momentIn(value) ?? value);
}
