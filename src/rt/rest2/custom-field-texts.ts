import { asList, asObject, asText, asUtc, type JsonObject } from './json.js';

/** What REST 2.0 has to tell of each custom field beside its values. */
export const customFieldColumns = ['Type', 'MaxValues'] as const;

/**
 * A listed object's custom fields as REST 1.0 prints them: `CF.{Name}` and a text. Undefined where RT has not listed
 * them, or lists two of one name, of which REST 1.0 prints one.
 */
export function customFieldTexts(item: JsonObject): ReadonlyMap<string, string> | undefined {
  // RT lists an empty text where the caller sees no field.
  const list = item['CustomFields'] === '' ? [] : asList(item['CustomFields']);
  if (!list) return undefined;
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  for (const one of list) {
    const field = asObject(one) ?? {};
    const name = asText(field['name']);
    const values = asList(field['values']);
    if (name === '' || !values || seen.has(name.toLowerCase())) return undefined;
    seen.add(name.toLowerCase());
    texts.set(name, textOf(field, values));
  }
  return texts;
}

function textOf(field: JsonObject, values: readonly unknown[]): string {
  const texts = values.map((value) => valueText(value, asText(field['Type'])));
  if (asText(field['MaxValues']) === '1') return texts[0] ?? '';
  return texts.map(quoted).join(',');
}

/** RT quotes those of many values that hold a comma. */
function quoted(value: string): string {
  return value.includes(',') ? `'${value.replace(/[\\']/g, String.raw`\$&`)}'` : value;
}

function valueText(value: unknown, type: string): string {
  const file = asObject(value);
  if (file) return asText(file['filename']);
  return type === 'DateTime' ? asUtc(value) : asText(value);
}
