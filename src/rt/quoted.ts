import { fixedLimits } from '../limits.js';

/** A text in quotes, as messages quote it: where it is long, its start. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

/** The start of a text, where it is long. Who sent it knows the rest, and results are kept. */
export function shortened(text: string): string {
  const most = fixedLimits.maxQuotedCharacters;
  if (text.length <= most) return text;
  // Half of a surrogate pair is not a character.
  return `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
