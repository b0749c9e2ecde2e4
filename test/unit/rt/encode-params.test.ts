import { expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { encodeParams } from '../../../src/rt/connection/encode-params.js';

const most = fixedLimits.maxPieceLetters;
const texts = [
  '',
  'a b&c=d+e%20',
  'ünï\n',
  '😀',
  '\ud83d',
  'x'.repeat(most - 1),
  'y\n😀 '.repeat(most),
];

test('parameters of any length are encoded as a browser encodes a form', () => {
  for (const first of texts) {
    for (const second of texts) {
      const params = [
        ['content', `${first}😀${second}`],
        ['a b', second],
      ] as const;
      const whole = new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
      expect(encodeParams(params).toString() === whole).toBe(true);
    }
  }
});
