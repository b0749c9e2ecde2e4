import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rows = readFileSync('docs/threats.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

/** How many rows each section begins with, without a gap. What comes after them may have gaps. */
const counts = { G: 39, H: 25, F: 19, I: 32, A: 28, U: 28, L: 22, D: 16, O: 23 } as const;

test('every threat has its row, in order', () => {
  for (const [letter, count] of Object.entries(counts)) {
    const wanted = Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
    const ids = rows.map(([id = '']) => id).filter((id) => id.startsWith(letter));
    expect(ids.slice(0, count)).toEqual(wanted);
  }
});

test('every row belongs to a section, comes once, and in order', () => {
  const ids = rows.map(([id = '']) => id);
  const letters = [...new Set(ids.map((id) => id.charAt(0)))];
  expect(letters).toEqual(Object.keys(counts));
  for (const letter of letters) {
    const numbers = ids.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  }
});

test('every row names a test that is there, or says why it has none', () => {
  for (const [id, , holds = '', cell = ''] of rows) {
    const named = [...cell.matchAll(/`([^`]+)` › (.+?)(?=<br>|$)/g)];
    if (named.length === 0)
      expect([id, holds]).toEqual([id, expect.stringMatching(/^(?:does not apply|not done): /)]);
    for (const [, file = '', name = ''] of named) {
      const there = existsSync(file) && readFileSync(file, 'utf8').includes(name);
      expect({ id, file, name, there }).toEqual({ id, file, name, there: true });
    }
  }
});
