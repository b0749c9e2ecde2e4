/** A value as RT prints it: text, or a list that RT joins with commas and folds at 70 columns. */
export type PrintedValue = string | readonly string[];

/** One form as RT prints it. A form without fields holds an error only. */
export interface PrintedForm {
  readonly comment?: string;
  readonly fields?: readonly (readonly [key: string, value: PrintedValue])[];
}

/** The payload of an answer to show: forms as RT joins them, and the newline that ends them all. */
export function printForms(forms: readonly PrintedForm[]): string {
  return `${forms.map(printForm).join('\n--\n\n')}\n`;
}

function printForm({ comment, fields = [] }: PrintedForm): string {
  let text = '';
  for (const [key, value] of fields) {
    for (const { block, cut } of printValue(key, value)) {
      const folded = block.includes('\n');
      // A blank line sets a value of several lines off, except before the first part of a list that is cut.
      if (folded && !cut && text !== '' && !text.endsWith('\n\n')) text += '\n';
      text += folded || cut ? `${block}\n\n` : `${block}\n`;
    }
  }
  return (comment === undefined ? '' : `# ${comment}\n\n`) + text;
}

interface Block {
  readonly block: string;
  /** A member with a line break follows, which RT prints apart, under the key again. */
  readonly cut: boolean;
}

function printValue(key: string, value: PrintedValue): readonly Block[] {
  const width = key.length + 2;
  const indent = ' '.repeat(width > 16 ? 4 : width);
  if (typeof value !== 'string' && value.length === 0) return [{ block: `${key}:`, cut: false }];
  const blocks: Block[] = [];
  let list = '';
  for (const member of typeof value === 'string' ? [value] : value) {
    if (member.includes('\n')) {
      if (list !== '') blocks.push({ block: list, cut: true });
      list = '';
      const lines = member.split('\n');
      const last = lines.length - 1;
      const bare = (line: string, at: number) => at === 0 || (at === last && line === '');
      const text = lines.map((line, at) => (bare(line, at) ? line : indent + line)).join('\n');
      blocks.push({ block: `${key}: ${text}`, cut: false });
    } else if (list === '') {
      list = `${key}: ${member}`;
    } else {
      const column = list.length - (list.lastIndexOf('\n') + 1);
      list += column + member.length + 1 >= 70 ? `,\n${indent}${member}` : `, ${member}`;
    }
  }
  return list === '' ? blocks : [...blocks, { block: list, cut: false }];
}
