import { describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { isLong, jsonPieces } from '../../../../src/server/answer/json-pieces.js';
import { type Seeded, seeded } from '../../../support/faults/seeded.js';

const most = fixedLimits.maxPieceLetters;
/** Letters that JSON escapes, that take two code units, and that are half of one. */
const letters = ['a', '"', '\\', '\n', '\u2028', '\u0000', 'ü', '😀', '\ud83d', '\ude00'];

function text(random: Seeded): string {
  const length = random.pick([0, 3, 50, most - 1, most, most + 1, 3 * most + 7]);
  let made = '';
  while (made.length < length) made += random.pick(letters);
  return made;
}

function value(random: Seeded, depth: number): unknown {
  const kind = random.below(depth > 3 ? 5 : 8);
  if (kind === 0) return [null, true, 1.5, undefined][random.below(4)];
  if (kind < 5) return text(random);
  if (kind === 5) return new Date(random.below(1e9));
  const members = Array.from({ length: random.below(5) }, () => value(random, depth + 1));
  if (kind === 6) return members;
  return Object.assign(
    Object.create(null),
    Object.fromEntries(members.map((m, at) => [`"${at}`, m])),
  );
}

describe('JSON in pieces', () => {
  test('is what JSON.stringify writes, in pieces that are not long', () => {
    const random = seeded(7);
    let cut = 0;
    for (let turn = 0; turn < 300; turn++) {
      const made = { data: value(random, 0) };
      const pieces = [...jsonPieces(made)];
      expect(pieces.join('') === JSON.stringify(made)).toBe(true);
      // Each character takes six at most, and a piece has less than two slices.
      for (const piece of pieces) expect(piece.length).toBeLessThan(13 * most);
      if (pieces.length > 2) cut++;
    }
    expect(cut).toBeGreaterThan(20);
  });

  test('is for texts that are long together, wherever they stand', () => {
    const short = 'x'.repeat(most / 64);
    expect(isLong(Array.from({ length: 64 }, () => ({ text: short })))).toBe(false);
    expect(isLong(Array.from({ length: 65 }, () => ({ text: short })))).toBe(true);
    expect(isLong('x'.repeat(most))).toBe(false);
    expect(isLong(['x'.repeat(most), 'y'])).toBe(true);
    expect(isLong(null)).toBe(false);
  });
});
