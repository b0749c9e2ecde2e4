import { fixedLimits } from '../limits.js';

/** A text in slices that can be encoded one by one: none ends within a character. */
export function* slicesOf(text: string): Generator<string> {
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = Math.min(text.length, at + fixedLimits.maxPieceLetters);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    yield text.slice(at, end);
  }
}
