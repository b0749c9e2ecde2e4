import type { PlannedField } from '../../rest1/write/planned-field.js';
import type { JsonValues } from './write.js';

/**
 * Planned fields as REST 2.0 is told them: lists as lists, dates in UTC, and custom fields by their numbers, since RT
 * takes a name for whichever field it finds first.
 */
export function jsonValues(
  fields: readonly PlannedField[],
  customFields: ReadonlyMap<string, number>,
): JsonValues {
  const values: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const { form, values: list, date } of fields) {
    for (const { key, value } of form) {
      const name = /^CF\.\{(.*)\}$/s.exec(key)?.[1];
      const number = name === undefined ? undefined : customFields.get(name.toLowerCase());
      if (number !== undefined) custom[number] = list ?? value;
      else values[key] = list ?? (value === '' ? value : (date?.utc?.() ?? value));
    }
  }
  return { ...values, ...(Object.keys(custom).length > 0 && { CustomFields: custom }) };
}
