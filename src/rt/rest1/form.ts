import { atOnce, type Steps } from '../in-turns.js';

/**
 * One form of an RT answer.
 *
 * `comments` are its `#` lines without the `# `; RT puts errors and confirmations there.
 * `fields` maps RT's keys to exact values, in RT's order.
 */
export interface Form {
  readonly comments: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
  /** Keys that RT printed more than once, each time with the same value. */
  readonly repeated: ReadonlySet<string>;
  /** The form as RT printed it, for the few forms whose keys are free text. */
  readonly raw: string;
}

/**
 * Splits a payload into its forms.
 *
 * RT indents every continuation line, so a `--` in column 0 is always framing. Answers to show, single
 * reads and edits end in one newline that belongs to no form; search results do not (`trailing: false`).
 */
export function parseForms(payload: string, options: FormOptions = {}): readonly Form[] {
  return atOnce(formSteps(payload, options));
}

/** How forms are read. */
interface FormOptions {
  readonly trailing?: boolean;
  /** The fields that were asked for. */
  readonly keys?: readonly string[];
}

/** The same for answers of any size, step by step. */
export function* formSteps(payload: string, options: FormOptions = {}): Steps<readonly Form[]> {
  const { trailing = true, keys = [] } = options;
  const forms: Form[] = [];
  const end = trailing && payload.endsWith('\n') ? payload.length - 1 : payload.length;
  for (let at = 0; end > 0; yield) {
    const next = payload.indexOf(formSeparator, at);
    const isLast = next < 0 || next + formSeparator.length > end;
    forms.push(yield* parseForm(payload.slice(at, isLast ? end : next), keys));
    if (isLast) break;
    at = next + formSeparator.length;
  }
  return forms;
}

/** What RT puts between two forms of an answer. */
export const formSeparator = '\n--\n\n';

/** The text of each form of a payload. */
export function splitForms(
  payload: string,
  { trailing = true }: { readonly trailing?: boolean } = {},
): readonly string[] {
  const text = trailing && payload.endsWith('\n') ? payload.slice(0, -1) : payload;
  return text === '' ? [] : text.split(formSeparator);
}

/** The payload that has these forms and no others. */
export function joinForms(texts: readonly string[]): string {
  return `${texts.join(formSeparator)}\n`;
}

function* parseForm(text: string, keys: readonly string[]): Steps<Form> {
  const lines = new Lines(text);
  const comments: string[] = [];
  const fields = new Map<string, string>();
  const repeated = new Set<string>();
  // A comment may hold the lines of a message; RT puts one blank line between it and the fields.
  for (; lines.line !== undefined; lines.next()) {
    if (lines.line.startsWith('#')) comments.push(lines.line.replace(/^# ?/, ''));
    else if (lines.line !== '') break;
  }
  for (let read = 1; lines.line !== undefined; read++) {
    if (read % linesAtOnce === 0) yield;
    const key = readKey(lines.line, keys);
    if (key === undefined) {
      // A text line in column 0 belongs to the comment above it (RT's own multi-line messages).
      if (fields.size === 0 && lines.line) comments.push(lines.line);
      lines.next();
      continue;
    }
    let part = lines.line.slice(key.length + 2);
    lines.next();
    const indent = key.length + 2 > 16 ? 4 : key.length + 2;
    for (; lines.line?.startsWith(' '); lines.next(), read++) {
      part += `\n${unindented(lines.line, indent)}`;
      if (read % linesAtOnce === 0) yield;
    }
    let blanks = 0;
    for (; lines.line === ''; lines.next()) blanks++;
    // One blank line is layout; the second is the value's own last newline.
    if (blanks >= 2) part += '\n';
    // A list is printed in parts, each under its key, around a member that holds a line break.
    const before = fields.get(key);
    if (before === part) repeated.add(key);
    else fields.set(key, before === undefined ? part : `${before},\n${part}`);
  }
  return { comments, fields, repeated, raw: text };
}

/** So many lines take no time to speak of. */
const linesAtOnce = 512;

/** The lines of a text, one after the other. The newline at its very end starts none. */
class Lines {
  /** The present line; undefined after the last. */
  line: string | undefined;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.next();
  }

  next(): void {
    if (this.#at >= this.#text.length) {
      this.line = undefined;
      return;
    }
    const end = this.#text.indexOf('\n', this.#at);
    this.line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }
}

function unindented(line: string, indent: number): string {
  return line.startsWith(' '.repeat(indent)) ? line.slice(indent) : line.trimStart();
}

/**
 * The key that a line starts with. Custom field names may hold `:` and `}`, so the keys that were asked
 * for are tried first, then the first `}:` that a space or the line's end follows.
 */
function readKey(line: string, asked: readonly string[]): string | undefined {
  if (line.startsWith('CF.{')) {
    const known = asked.find(
      (key) => line.slice(0, key.length + 1).toLowerCase() === `${key.toLowerCase()}:`,
    );
    if (known) return line.slice(0, known.length);
    const end = /\}:(?: |$)/.exec(line);
    return end ? line.slice(0, end.index + 1) : undefined;
  }
  const end = line.indexOf(':');
  const isKey = end > 0 && (end + 1 === line.length || line[end + 1] === ' ');
  return isKey && !/^[\s#]/.test(line) ? line.slice(0, end) : undefined;
}
