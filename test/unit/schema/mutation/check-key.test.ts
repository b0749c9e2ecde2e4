import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/rt/errors.js';
import { checkKey } from '../../../../src/schema/mutation/check-key.js';

test.each(['a', ' ', '😀', '\ufffd', 'k'.repeat(1000), '😀'.repeat(500)])(
  'a key may be %j',
  (key) => {
    expect(() => checkKey(key)).not.toThrow();
  },
);

test.each([
  ['', 'is empty'],
  ['k'.repeat(1001), 'is too long'],
  ['k'.repeat(1023), 'is too long'],
  ['\ud801q', 'half of a surrogate pair'],
  ['q\udc01', 'half of a surrogate pair'],
])('the key %j is an error', (key, why) => {
  expect(() => checkKey(key)).toThrow(InvalidInputError);
  expect(() => checkKey(key)).toThrow(why);
});
