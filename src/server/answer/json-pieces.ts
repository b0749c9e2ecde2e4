import { fixedLimits } from '../../limits.js';
import { slicesOf } from '../../rt/text-slices.js';

/** Whether the texts in a value are so long together that writing it in one go would hold everybody up. */
export function isLong(value: unknown): boolean {
  return lettersIn(value, fixedLimits.maxPieceLetters) > fixedLimits.maxPieceLetters;
}

/** The JSON of a value, as JSON.stringify writes it, in pieces of no more than some times `maxPieceLetters`. */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const part of partsOf(value)) {
    piece += part;
    if (piece.length < fixedLimits.maxPieceLetters) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A text around the JSON of a value: in one piece, where it is short. */
export function* piecesAround(before: string, value: unknown, after: string): Generator<string> {
  if (!isLong(value)) {
    yield `${before}${JSON.stringify(value)}${after}`;
    return;
  }
  yield before;
  yield* jsonPieces(value);
  yield after;
}

function* partsOf(value: unknown): Generator<string> {
  if (!isLong(value) || hasOwnJson(value)) {
    yield JSON.stringify(value) ?? 'null';
  } else if (typeof value === 'string') {
    yield '"';
    for (const part of slicesOf(value)) yield JSON.stringify(part).slice(1, -1);
    yield '"';
  } else if (Array.isArray(value)) {
    yield '[';
    for (const [at, member] of value.entries()) {
      if (at > 0) yield ',';
      yield* partsOf(member);
    }
    yield ']';
  } else {
    yield '{';
    let isFirst = true;
    for (const [key, member] of Object.entries(value as object)) {
      if (member === undefined || typeof member === 'function') continue;
      yield `${isFirst ? '' : ','}${JSON.stringify(key)}:`;
      isFirst = false;
      yield* partsOf(member);
    }
    yield '}';
  }
}

/** An error, for example. */
function hasOwnJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'toJSON' in value;
}

/** How many letters the strings of a value have, counted until they are more than `most`. */
function lettersIn(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 0;
  let letters = 0;
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    letters += lettersIn(member, most - letters);
    if (letters > most) break;
  }
  return letters;
}
