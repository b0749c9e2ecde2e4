import type { PlannedField } from '../../rest1/write/planned-field.js';
import type { JsonValues } from './write.js';

/** Planned fields as REST 2.0 is told them: lists as lists, dates in UTC, and custom fields by what `keyOf` says. */
export function jsonValues(
  fields: readonly PlannedField[],
  keyOf: (customField: string) => string | number | undefined,
): JsonValues {
  const values: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const { form, values: list, date } of fields) {
    for (const { key, value } of form) {
      const name = /^CF\.\{(.*)\}$/s.exec(key)?.[1];
      const own = name === undefined ? undefined : keyOf(name);
      if (own !== undefined) custom[own] = list ?? value;
      else values[key] = list ?? (value === '' ? value : (date?.utc?.() ?? value));
    }
  }
  return { ...values, ...(Object.keys(custom).length > 0 && { CustomFields: custom }) };
}
