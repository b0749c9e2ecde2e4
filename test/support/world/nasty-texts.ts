/**
 * Texts that RT keeps exactly when each line after the first is sent with one space before it,
 * and that look like RT's own framing when they are read back. (Not among them, since RT loses
 * them: leading white space, and indentation shared by all lines after the first.)
 */
export const nastyTexts = {
  blankLines: 'one\n\ntwo\n\n\nthree',
  trailingNewline: 'ends with a newline\n',
  trailingNewlines: 'ends with three\n\n\n',
  framing: 'first\n--\n\n# comment\n>> not\nRT/5.0.3 200 Ok\n\nid: ticket/1\n\n--\n\nlast',
  keys: 'Subject: x\nStatus: resolved\nCF.{Body}: y\nQueue:tight\nid: 1',
  indented: 'a\n  two spaces\n\ttab\n    four\nnone',
  carriageReturns: 'dos\r\nlines\r\nand a lone \r return',
  controls: 'tab\tvt\u000bff\u000cesc\u001bnel\u0085ls\u2028ps\u2029end\nlast line',
  unicode: '日本語\nemoji 😀\nnaïve Ω\ncombining e\u0301\nzero width \u200b joiner',
  spaces: 'trailing spaces   \n   \nmiddle   \nend   ',
  /** As the first text of a ticket RT takes it for none. */
  zero: '0',
  long: Array.from({ length: 100 }, (_, line) => `line ${line} ${'x'.repeat(60)}`).join('\n'),
} as const;
