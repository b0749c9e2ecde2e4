/** What RT understands of one form it is sent. */
export interface UnderstoodForm {
  /** Lines of the comment at the start, `#` included. */
  readonly comment: readonly string[];
  /** Every value by its key, in the order sent; a key that is sent twice has two. */
  readonly fields: readonly { readonly key: string; readonly value: string }[];
  /** A `#` line after the first field: RT then refuses the form whole. */
  readonly broken: boolean;
}

/** Perl's `\s` on decoded text. It has U+0085 and lacks U+FEFF, other than JavaScript's. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const name = '[a-z][a-z0-9_-]*|cf\\.\\{[^,]+\\}|(?:cf|customfield)-[^,]+';
const fieldLine = new RegExp(`^(${name}):(?:${space}+([^\\n]*))?$`, 'i');
const leading = new RegExp(`^${space}+`);

/**
 * Reads forms the way RT's REST 1.0 does, faults included: lines it does not know are dropped in silence,
 * a custom field's name reaches to the last `}:` of its line, shared indentation is lost.
 */
export function understand(text: string): readonly UnderstoodForm[] {
  const forms: UnderstoodForm[] = [];
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (line === '--') {
      forms.push(readForm(lines));
      lines = [];
    } else lines.push(line);
  }
  return [...forms, readForm(lines)].filter(
    ({ comment, fields, broken }) => comment.length > 0 || fields.length > 0 || broken,
  );
}

function readForm(lines: readonly string[]): UnderstoodForm {
  const comment: string[] = [];
  const fields: { key: string; value: string }[] = [];
  let at = 0;
  let begun = false;
  while (at < lines.length) {
    const line = lines[at++] ?? '';
    const match = fieldLine.exec(line);
    if (match) {
      begun = true;
      const more: string[] = [];
      for (; at < lines.length; at++) {
        const next = lines[at] ?? '';
        if (next !== '' && !leading.test(next)) break;
        more.push(next);
      }
      fields.push({ key: match[1] ?? '', value: unfold(match[2] ?? '', more) });
    } else if (line.startsWith('#')) {
      if (begun) return { comment, fields, broken: true };
      begun = true;
      comment.push(line);
      while (lines[at]?.startsWith('#')) comment.push(lines[at++] ?? '');
    }
  }
  return { comment, fields, broken: false };
}

function unfold(first: string, more: readonly string[]): string {
  const lines = [first, ...more];
  while (lines.at(-1) === '') lines.pop();
  const indents = lines
    .slice(1)
    .flatMap((line) => leading.exec(line)?.[0] ?? [])
    .sort((a, b) => a.length - b.length);
  const common = indents[0] ?? '';
  const bare = lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line));
  while (bare[0] === '') bare.shift();
  return bare.join('\n');
}
