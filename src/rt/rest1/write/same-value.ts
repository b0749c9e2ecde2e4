import type { CustomFieldDefinition } from '../../custom-field-definitions.js';
import { hasType } from '../../custom-field-definitions.js';
import { splitCustomFieldValues } from '../../text-lists.js';
import { withoutSpaceAround, withoutSpaceAtEnd } from '../../white-space.js';
import { canonicalAddress, canonicalRange } from './ip-values.js';

/** Whether what RT stored of a custom field means the values that it was told, in any order. */
export function meansValues(
  definition: CustomFieldDefinition,
  stored: string,
  wanted: readonly string[],
): boolean {
  const meaning = (value: string) => meaningOf(definition, value);
  if (!definition.multiple) return meaning(stored) === meaning(wanted[0] ?? '');
  // RT keeps a set, in the order in which values came.
  const have = new Set(splitCustomFieldValues(stored).map(meaning));
  const want = new Set(wanted.map(meaning));
  return have.size === want.size && [...want].every((value) => have.has(value));
}

/** One text for all spellings that RT stores alike. */
function meaningOf(definition: CustomFieldDefinition, value: string): string {
  if (value === '') return '';
  // Since 5.0.5 some types print a time as well.
  if (hasType(definition, 'Date')) return value.slice(0, 10);
  if (hasType(definition, 'IPAddress')) return canonicalAddress(value) ?? value;
  if (hasType(definition, 'IPAddressRange')) return canonicalRange(value) ?? value;
  // RT stores the value of its list.
  if (hasType(definition, 'Select')) return withoutSpaceAround(value).toLowerCase();
  if (hasType(definition, 'HTML')) return meaningOfHtml(value);
  return definition.multiple ? value : withoutSpaceAtEnd(value);
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

/** HTML with the same tags, whose texts are the same however their characters are escaped. */
function meaningOfHtml(html: string): string {
  const pieces = withoutSpaceAtEnd(html).split(/(<\/?[a-z!][^>]*>)/i);
  // Tags stand at odd places. A text that is spelled like a tag must not read like one.
  return JSON.stringify(pieces.map((piece, at) => (at % 2 === 1 ? piece : unescaped(piece))));
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
