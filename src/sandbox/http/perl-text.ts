/**
 * Reads bytes as UTF-8 the way RT does with parameters: a byte that is not UTF-8 becomes the four
 * characters `\xE9`, and the noncharacters U+FFFE and U+FFFF are taken for such bytes, too.
 */
export function decodePerl(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!/[\uFFFD-\uFFFF]/.test(text)) {
    return text;
  }
  let decoded = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    decoded +=
      length > 0
        ? bytes.toString('utf8', at, at + length)
        : `\\x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
    at += Math.max(1, length);
  }
  return decoded;
}

/** How many bytes the character at that place has, 0 if it is not one. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const piece = bytes.subarray(at, at + length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(piece);
    return /[\uFFFE\uFFFF]/.test(text) ? 0 : length;
  } catch {
    return 0;
  }
}
