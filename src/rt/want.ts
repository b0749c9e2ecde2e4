import type { ObjectSpec } from './object-spec.js';
import type { Shown } from './shown.js';

/** Columns by RT's names. All: whatever RT shows of the object by itself. */
export type Columns = ReadonlySet<string> | 'all';

/** One object, and the columns of it that a query wants. */
export interface Want {
  readonly spec: ObjectSpec;
  readonly columns: Columns;
  /** Columns wanted of the objects that its own columns name: of a ticket's `Queue`, its `Description`. */
  readonly of?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** True where texts are wanted as RT prints them for the caller: dates in the caller's zone and language. */
  readonly asPrinted?: boolean;
  /** True for what belongs to the caller and not to the operation, which makes the first one pay for all. */
  readonly aside?: boolean;
}

/** What RT showed of an object. */
export interface Answer {
  readonly shown: Shown;
  /** What it was shown with: at least what was wanted. */
  readonly columns: Columns;
  /** Other objects that came along. */
  readonly beside?: readonly Beside[];
}

/** A user or queue that came along with other objects. */
export interface Beside {
  readonly kind: 'user' | 'queue';
  readonly name: string;
  readonly shown: Shown;
  readonly columns: ReadonlySet<string>;
}

/** Whether a whole form has these columns: RT prints a group's members only when asked for them by name. */
export function inWholeForm(columns: ReadonlySet<string>): boolean {
  return !columns.has('Members');
}

/** Whether an object shown with some columns has others. */
export function covers(have: Columns, want: Columns): boolean {
  if (have === want) return true;
  if (want === 'all') return false;
  return have === 'all' ? inWholeForm(want) : [...want].every((column) => have.has(column));
}
