import { fixedLimits } from '../limits.js';

/** A text as messages quote it: its start, where it is long. Who sent it knows the rest, and results are kept. */
export function quoted(text: string): string {
  const most = fixedLimits.maxQuotedCharacters;
  if (text.length <= most) return text;
  // Half of a surrogate pair is not a character.
  return `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
