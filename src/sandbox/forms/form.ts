/** A value of a field. A list is shown with commas; nothing is shown as an empty text. */
export type FieldValue = string | readonly string[] | undefined;

/** What one object has to say, or was told. */
export interface Form {
  /** Lines that start with `#`, or the bytes of an attachment. */
  readonly comment: string | Buffer;
  /**
   * Names in the order they are shown; one that the fields lack is shown as an empty name.
   * Absent in a confirmation, which has no blank line after its comment.
   */
  readonly keys?: readonly (string | undefined)[];
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** Shown instead of the fields: a form that could not be read, with the bad line marked. */
  readonly marked?: string;
}

/** A form without fields: an error about an object. */
export const commentForm = (comment: string): Form => ({ comment, keys: [], fields: new Map() });

/** A form that shows fields in the order of the pairs. */
export function fieldForm(pairs: readonly (readonly [string, FieldValue])[], comment = ''): Form {
  return { comment, keys: pairs.map(([key]) => key), fields: new Map(pairs) };
}
