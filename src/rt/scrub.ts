/**
 * RT's words without its insides. RT appends ` at /usr/share/… line 3187, <GEN756> line 25.` and a
 * `Stack:` list to Perl errors; neither may reach a client.
 */
export function scrub(text: string): string {
  return (
    text
      .replace(/\n+Stack:[\s\S]*$/, '')
      .replace(/ at (?:\/|\(eval)[^\n]*? line \d+(?:, <[^>]*> (?:line|chunk) \d+)?\.?/g, '')
      .replace(/\(\/[^\s)]+ line \d+\)/g, '')
      .replace(/ARRAY\(0x[0-9a-f]+\)/g, '')
      // Not the path of a URI: links are the caller's own.
      .replace(/(?<![\w:/.])(?:\/[\w.+-]+){3,}/g, '…')
      .trim()
  );
}
