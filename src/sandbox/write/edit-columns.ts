import { commentForm, type Form } from '../forms/form.js';
import { type Changes, failure, type Outcome, success } from '../rest/call.js';
import { type Result, refuse } from './result.js';

/** How to change the fields of one kind of object. */
export interface ColumnEdit {
  /** As RT calls the object in its confirmation, e.g. `User newbie`. */
  readonly title: string;
  /** Fields that a form with errors shows whether they were sent or not. */
  readonly shown: readonly string[];
  /** The name under which RT complains about a key, undefined for a key it does not know. */
  readonly nameOf: (key: string) => string | undefined;
  /** Undefined when there is nothing to change. */
  readonly set: (name: string, value: string) => Result | undefined;
}

/** The form RT sends back with errors: every field, filled with what was sent. */
function echo(comment: string, edit: ColumnEdit, changes: Changes): Form {
  const known = ['id', ...edit.shown];
  const more = [...changes.keys()].filter((key) => !known.includes(key));
  return { comment, keys: [...known, ...more], fields: changes };
}

/** Applies each field of a form, whatever becomes of the others. */
export function editColumns(
  edit: ColumnEdit,
  changes: Changes,
  before: readonly string[] = [],
  all = changes,
): Outcome {
  const problems: string[] = [];
  let updated = false;
  for (const [key, given] of changes) {
    const name = edit.nameOf(key.toLowerCase());
    const value = typeof given === 'string' ? given : '';
    if (key.toLowerCase() === 'id') {
      updated = true;
    } else if (name === undefined) {
      problems.push(`# ${key.toLowerCase()}: ${refuse('Unknown field.').message}`);
    } else {
      const result = edit.set(name, value);
      if (result?.ok === false) {
        problems.push(`# ${name}: ${result.message}`);
      }
      updated ||= result?.ok === true;
    }
  }
  const done = updated ? [`# ${edit.title} updated.`] : [];
  const comment = [...before, ...problems, ...done].join('\n');
  return problems.length === 0 ? success(commentForm(comment)) : failure(echo(comment, edit, all));
}

/** A form's value for a field, by any spelling of its case. */
export function fieldIn(changes: Changes, name: string): string {
  const found = [...changes].find(([key]) => key.toLowerCase() === name.toLowerCase());
  return typeof found?.[1] === 'string' ? found[1] : '';
}

/** What is left of a form once the fields that creation takes are gone. */
export const remaining = (changes: Changes, taken: readonly string[]): Changes => {
  const lower = new Set(['id', ...taken.map((name) => name.toLowerCase())]);
  return new Map([...changes].filter(([key]) => !lower.has(key.toLowerCase())));
};
