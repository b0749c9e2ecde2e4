import type { FieldValue, Form } from './form.js';

const characters = (text: string): number => [...text].length;

/** Appends line breaks so that a value of several lines stands apart from what comes before it. */
function separate(lines: string[]): void {
  const last = lines.at(-1);
  if (last !== undefined && !last.endsWith('\n\n')) {
    lines[lines.length - 1] = `${last}\n`;
  }
}

/** Indents all lines but the first; a newline at the very end starts no line. */
function indented(value: string, indent: string): string {
  const ends = value.endsWith('\n');
  const lines = (ends ? value.slice(0, -1) : value).split('\n');
  return lines.join(`\n${indent}`) + (ends ? '\n' : '');
}

function addField(lines: string[], key: string, value: FieldValue): void {
  const values = Array.isArray(value) ? value : [typeof value === 'string' ? value : ''];
  const width = characters(key) + 2;
  const indent = ' '.repeat(width > 16 ? 4 : width);
  let line = values.length === 0 ? `${key}:` : '';
  /** Characters after the last break of the line. */
  let length = characters(line);
  for (const one of values) {
    if (one.includes('\n')) {
      if (line !== '') {
        lines.push(`${line}\n\n`);
        line = '';
        length = 0;
      } else {
        separate(lines);
      }
      lines.push(`${key}: ${indented(one, indent)}\n\n`);
    } else if (line !== '' && length + characters(one) >= 69) {
      line = `${line},\n${indent}${one}`;
      length = indent.length + characters(one);
    } else {
      const more = line === '' ? `${key}: ${one}` : `, ${one}`;
      line += more;
      length += characters(more);
    }
  }
  if (line.includes('\n')) {
    separate(lines);
    line += '\n';
  }
  if (line !== '') {
    lines.push(`${line}\n`);
  }
}

function composeFields(keys: Form['keys'], fields: Form['fields']): string {
  const lines: string[] = [];
  for (const key of keys ?? []) {
    addField(lines, key ?? '', key === undefined ? undefined : fields.get(key));
  }
  return lines.join('');
}

/** The text of a form's fields alone. */
export const composeFormFields = (form: Form): string => composeFields(form.keys, form.fields);

function composeComment({ comment, keys, marked }: Form): string {
  const text = comment.toString();
  if (text === '') {
    return '';
  }
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  const ended = `${text.slice(0, end)}\n`;
  return keys === undefined && marked === undefined ? ended : `${ended}\n`;
}

/** Bytes among characters: Perl takes each for one of Latin-1. */
const asCharacters = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1'));

function composeForm(form: Form, raw: boolean, isAmongText: boolean): Buffer {
  const comment = raw
    ? isAmongText && typeof form.comment !== 'string'
      ? asCharacters(form.comment)
      : form.comment
    : composeComment(form);
  const fields = form.marked ?? composeFields(form.keys, form.fields);
  return Buffer.concat([Buffer.from(comment), Buffer.from(fields)]);
}

/**
 * Writes forms the way RT does. With `raw`, as soon as any of them is the content of an
 * attachment, comments are written byte for byte and nothing tells the forms apart for sure.
 */
export function composeForms(forms: readonly Form[], raw = false): Buffer {
  const isAmongText = forms.some(({ comment }) => typeof comment === 'string');
  const parts = forms.flatMap((form, index) => {
    const composed = composeForm(form, raw, isAmongText);
    return index === 0 ? [composed] : [Buffer.from('\n--\n\n'), composed];
  });
  return Buffer.concat(parts);
}
