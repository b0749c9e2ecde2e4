import { asObject, asText, asUtc, type JsonObject } from './json.js';
import { UnfitAnswer } from './unfit-answer.js';

/** How REST 2.0 lists a column. */
export interface ListedField {
  /** REST 2.0's name. */
  readonly field: string;
  /** Columns of the object that it names. */
  readonly of?: readonly string[];
  /**
   * The text that REST 1.0 has for it.
   * @throws UnfitAnswer for what RT lists there of no object
   */
  text(item: JsonObject): string;
}

/** A text or a number; RT has `null` for some of what is unset. */
export function plain(field: string): ListedField {
  return { field, text: (item) => plainText(item[field], field) };
}

/** An instant, which RT always lists: of what is unset or hidden it is 1970. */
export function instant(field: string): ListedField {
  return {
    field,
    text(item) {
      const text = asText(item[field]);
      if (!isInstant.test(text)) throw notListed(field);
      return text;
    },
  };
}

/** An instant as REST 1.0 prints it where it prints UTC too. */
export function utcInstant(field: string): ListedField {
  const { text } = instant(field);
  return { field, text: (item) => asUtc(text(item)) };
}

/** A column of an object that RT always lists, if only blank. */
export function ofObject(
  field: string,
  column: string,
  of: readonly string[] = [column],
): ListedField {
  return {
    field,
    of,
    text(item) {
      const named = asObject(item[field]);
      if (!named) throw notListed(field);
      return plainText(named[column], column);
    },
  };
}

const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function plainText(value: unknown, field: string): string {
  if (typeof value === 'object' && value !== null) throw notListed(field);
  return asText(value);
}

function notListed(field: string): UnfitAnswer {
  return new UnfitAnswer('shape', `REST 2.0 listed something without its ${field}.`);
}
