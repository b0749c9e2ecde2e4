/** What Perl takes for white space. JavaScript's `\s` lacks U+0085, and has U+FEFF. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const atStart = new RegExp(`^${space}`);
const atEnd = new RegExp(`${space}$`);

/** Whether RT's form parser may drop something at the start of a line. */
export function startsWithSpace(text: string): boolean {
  return atStart.test(text);
}

/** A text without the white space at its end, of which RT keeps none in a line. */
export function withoutSpaceAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && atEnd.test(text.slice(end - 1, end))) end--;
  return text.slice(0, end);
}

/** A text without the white space at both its ends. */
export function withoutSpaceAround(text: string): string {
  const cut = withoutSpaceAtEnd(text);
  let start = 0;
  while (start < cut.length && atStart.test(cut.slice(start, start + 1))) start++;
  return cut.slice(start);
}
