import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/rt/errors.js';
import { cookieOf } from '../../../../src/server/caller/cookies.js';

const read = (cookie: string) => cookieOf(new Headers({ cookie }), 'mine');

test.each([
  ['', undefined],
  ['other=1', undefined],
  ['mine=1', '1'],
  ['other=1; mine=a=b==; more=2', 'a=b=='],
  ['mine=', ''],
  ['mine', ''],
  ['xmine=1;minex=2', undefined],
  ['Mine=1', undefined],
  ['other="; mine=1"', '1"'],
])('of %j the cookie is %j', (header, wanted) => {
  expect(read(header)).toBe(wanted);
});

test('two cookies of a name are refused, the same value or not', () => {
  for (const header of ['mine=1; mine=2', 'mine=1;mine=1', 'mine=1; x=2; mine']) {
    expect(() => read(header)).toThrow(InvalidInputError);
  }
  expect(read('mine=1; other=1; other=2')).toBe('1');
});

test('a cookie is not found without the header', () => {
  expect(cookieOf(new Headers(), 'mine')).toBeUndefined();
});
