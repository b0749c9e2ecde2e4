/** A word of RT's user, queue and group searches, which split their query like a shell does. */
export function quoteShellWord(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** One value of a list that RT splits on commas and newlines (custom fields with many values, upload names). */
export function quoteListMember(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * A file's name as an `Attachment:` line takes it, or undefined for a name that RT cannot be told. RT splits
 * the line at commas unless it stands in double quotes, and knows no way to write those inside quotes.
 */
export function quoteUploadName(name: string): string | undefined {
  if (!name.includes('"')) return `"${name}"`;
  return name.includes(',') ? undefined : name;
}

/** The name of an uploaded file: what follows the last slash or backslash, as mail programs send it. */
export function uploadName(filename: string): string {
  return filename.replace(/^.*[\\/]/s, '');
}

/**
 * Whether RT stores a file's name as it is. RT decodes what looks like an encoded word of a mail header, drops
 * quotes and blanks at both ends, makes one blank of several, and loses control characters.
 */
export function keepsUploadName(name: string): boolean {
  return name.trim() === name && !/\p{Cc}|[\u2028\u2029]|\s\s|=\?.*\?=|^".*"$/u.test(name);
}
