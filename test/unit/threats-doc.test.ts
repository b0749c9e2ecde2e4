import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rows = readFileSync('docs/threats.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

const counts = { G: 39, H: 25, F: 19, I: 32, A: 28 } as const;

test('every threat has its row, in order', () => {
  const wanted = Object.entries(counts).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
  );
  const isWhole = ([id = '']: readonly string[]) => id.charAt(0) in counts;
  expect(rows.filter(isWhole).map(([id]) => id)).toEqual(wanted);
});

test('rows of other sections come once, in order', () => {
  const others = rows.map(([id = '']) => id).filter((id) => !(id.charAt(0) in counts));
  for (const letter of new Set(others.map((id) => id.charAt(0)))) {
    const numbers = others.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  }
});

test('every row names a test that is there, or says why it has none', () => {
  for (const [id, , holds = '', cell = ''] of rows) {
    const named = [...cell.matchAll(/`([^`]+)` › (.+?)(?=<br>|$)/g)];
    if (named.length === 0)
      expect([id, holds]).toEqual([id, expect.stringMatching(/^does not apply: /)]);
    for (const [, file = '', name = ''] of named) {
      const there = existsSync(file) && readFileSync(file, 'utf8').includes(name);
      expect({ id, file, name, there }).toEqual({ id, file, name, there: true });
    }
  }
});
