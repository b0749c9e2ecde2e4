import { InvalidInputError } from '../errors.js';
import { quoted } from '../quoted.js';
import { startsWithSpace } from '../white-space.js';

/** A field of a form that goes to RT. A repeated key is a list, which RT allows for few keys. */
export interface FormField {
  readonly key: string;
  readonly value: string;
}

const fixedKey = /^[A-Za-z][A-Za-z0-9-]*$/;
const customFieldKey = /^CF\.\{[^,\n\r]+\}$/;

/**
 * Whether RT keeps every character of a text. Half of a surrogate pair has no place in UTF-8, and Perl replaces or
 * mangles Unicode's noncharacters (U+FFFE, U+FFFF, U+FDD0, the last two of each plane).
 */
export function hasOnlyCharacters(text: string): boolean {
  return !/[\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text);
}

/**
 * Writes a form for RT.
 *
 * Every newline in a value is followed by one space, so that no text of a caller is ever in column 0,
 * where RT would take it for another field, a comment or the next form. Text starts on a line of its own:
 * RT drops the indentation that all lines after the key's have in common, which then is that one space.
 */
export function encodeForm(fields: readonly FormField[]): string {
  return fields.map(({ key, value }) => encodeField(key, value)).join('');
}

function encodeField(key: string, value: string): string {
  if (!fixedKey.test(key) && !customFieldKey.test(key)) {
    throw new InvalidInputError(`The field name ${quoted(key)} cannot be sent to RT.`);
  }
  // RT reads a custom field's name up to the last `}:` of its line, so a value may not stand there with one.
  const start = /\n|\}:/.test(value) ? '\n ' : ' ';
  return `${key}:${start}${value.split('\n').join('\n ')}\n`;
}

/** A value that RT keeps on one line. RT deletes a newline in silence, so it is refused here. */
export function singleLine(value: string, what: string): string {
  if (/[\n\r]/.test(value)) throw new InvalidInputError(`${what} cannot contain a line break.`);
  return value;
}

/**
 * Whether RT stores this text exactly as sent. RT's form parser drops empty lines at the start, and the
 * indentation that all lines have in common; half of a surrogate pair is not a character in UTF-8.
 */
export function survivesForm(text: string): boolean {
  if (text === '') return true;
  if (text.startsWith('\n') || /\p{Cs}/u.test(text)) return false;
  return text.split('\n').some((line) => !startsWithSpace(line));
}
