/**
 * RT's words without its insides. RT appends ` at /usr/share/… line 3187, <GEN756> line 25.` and a
 * `Stack:` list to Perl errors; neither may reach a client.
 */
export function scrub(text: string): string {
  return (
    text
      // RT quotes what it was sent; nobody reads more of it, and the patterns below would take long.
      .slice(0, 10_000)
      .replace(/\n+Stack:[\s\S]*$/, '')
      .replace(/ at (?:\/|\(eval)[^\n]*? line \d+(?:, <[^>]*> (?:line|chunk) \d+)?\.?/g, '')
      .replace(/\(\/[^\s)]+ line \d+\)/g, '')
      .replace(/ARRAY\(0x[0-9a-f]+\)/g, '')
      // Not the path of a URI: links are the caller's own.
      .replace(/(?<![\w:/.])(?:\/[\w.+-]+){3,}/g, '…')
      .trim()
  );
}
