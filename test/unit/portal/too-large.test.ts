import { expect, test } from 'vitest';
import { tooLargeInWords } from '../../../examples/portal/src/fields/too-large.js';

const file = (name: string, size: number) => ({
  content: { upload: new File([new Uint8Array(size)], name) },
});
const limited = (name: string) => [{ extensions: { limit: { name, allowed: 2000 } } }];

test.each([
  [
    ['big.iso'],
    [file('a.txt', 10), file('big.iso', 3000)],
    '“big.iso” (3 kB) is too large. A file may have up to 2 kB.',
  ],
  [
    ['one', 'two'],
    [file('one', 2001), file('two', 4_000_000)],
    '“one” (2 kB), “two” (4.0 MB) are too large. A file may have up to 2 kB.',
  ],
  [[], [file('a.txt', 2000)], undefined],
  [[], [], undefined],
])('of the files of a write, %j are named as too large', (_, attachments, words) => {
  expect(tooLargeInWords(limited('MAX_UPLOAD_BYTES'), { attachments })).toBe(words);
});

test.each([
  ['no limit', [{}]],
  ['another limit', limited('MAX_COST')],
  ['no answer at all', []],
])('an error of %s keeps its own words', (_, errors) => {
  expect(tooLargeInWords(errors, { attachments: [file('big.iso', 3000)] })).toBeUndefined();
  expect(tooLargeInWords(errors, {})).toBeUndefined();
});
