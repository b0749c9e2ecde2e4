/** What either Perl or JavaScript takes for white space: U+0085 is that in Perl alone, and U+FEFF in JavaScript. */
const atStart = /^[\s\u0085]/u;
const atEnd = /[\s\u0085]$/u;

/** Whether RT, which is Perl, may drop something at the start of a line. */
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
