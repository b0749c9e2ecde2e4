import { composeFormFields } from './compose.js';
import { fieldName, perlSpace } from './field-names.js';
import type { FieldValue } from './form.js';
import { splitList } from './split-list.js';

/** A form as it was sent. Values of repeated keys are lists. */
export interface ParsedForm {
  readonly comment: string;
  readonly keys: readonly string[];
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** The form with the line marked that RT could not read; empty if it could. */
  readonly marked: string;
}

interface Draft {
  comment: string;
  readonly keys: string[];
  readonly fields: Map<string, string | string[]>;
  marked: string;
}

const fieldLine = new RegExp(`^(${fieldName}):(?:${perlSpace}+([^\\n]*))?$`, 'i');
const leadingSpace = new RegExp(`^${perlSpace}+`);

const newDraft = (): Draft => ({ comment: '', keys: [], fields: new Map(), marked: '' });

/** Takes away the shortest indentation among the lines after the first, once, where it fits. */
function unindent(lines: readonly string[]): readonly string[] {
  const indents = lines.slice(1).flatMap((line) => leadingSpace.exec(line)?.[0] ?? []);
  const shortest = indents.reduce(
    (best, indent) => (best === '' || indent.length < best.length ? indent : best),
    '',
  );
  return lines.map((line) => (line.startsWith(shortest) ? line.slice(shortest.length) : line));
}

function joinValue(lines: string[]): string {
  while (lines.at(-1) === '') {
    lines.pop();
  }
  const value = unindent(lines);
  const first = value.findIndex((line) => line !== '');
  return first < 0 ? '' : value.slice(first).join('\n');
}

function addValue(draft: Draft, key: string, value: string): void {
  const before = draft.fields.get(key);
  if (!draft.fields.has(key)) {
    draft.keys.push(key);
    draft.fields.set(key, value);
    return;
  }
  if (Array.isArray(before)) before.push(value);
  else draft.fields.set(key, before === undefined || before === '' ? [value] : [before, value]);
}

const isFilled = (draft: Draft): boolean =>
  draft.marked !== '' || draft.comment !== '' || draft.keys.length > 0;

/** Perl's `split` forgets empty lines at the end. */
function linesOf(text: string): readonly string[] {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end).split('\n');
}

/**
 * Reads forms as generously as RT: lines that are not fields are silently dropped, a line that
 * starts with white space continues the value before it, and only a comment after the first
 * field is an error.
 */
export function parseForms(text: string): readonly ParsedForm[] {
  const lines = linesOf(text);
  const forms: Draft[] = [];
  let draft = newDraft();
  let at = 0;
  const next = (): string | undefined => lines[at++];
  const nextIs = (test: (line: string) => boolean): boolean => {
    const line = lines[at];
    return line !== undefined && test(line);
  };
  for (let line = next(); line !== undefined; line = next()) {
    if (line === '--') {
      if (isFilled(draft)) {
        forms.push(draft);
        draft = newDraft();
      }
    } else if (line === '') {
      // Blank lines between fields mean nothing.
    } else if (draft.marked !== '') {
      draft.marked += `${line}\n`;
    } else {
      const match = fieldLine.exec(line);
      if (match?.[1] !== undefined) {
        const value = [match[2] ?? ''];
        while (nextIs((one) => one === '' || leadingSpace.test(one))) {
          value.push(next() ?? '');
        }
        addValue(draft, match[1], joinValue(value));
      } else if (line.startsWith('#') && !isFilled(draft)) {
        draft.comment = `${line}\n`;
        while (nextIs((one) => one.startsWith('#'))) {
          draft.comment += `${next() ?? ''}\n`;
        }
      } else if (line.startsWith('#')) {
        draft.marked = `${composeFormFields({ ...draft, comment: '' })}>> ${line}\n`;
      }
    }
  }
  if (isFilled(draft)) {
    forms.push(draft);
  }
  // RT tidies up the lists of the last form only.
  for (const [key, value] of draft.fields) {
    if (typeof value !== 'string') {
      draft.fields.set(key, [...splitList(value)]);
    }
  }
  return forms;
}
