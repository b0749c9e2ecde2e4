import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/rt/errors.js';
import { type NameReadings, readName } from '../../../src/rt/name-ref.js';

const readings: readonly (readonly ['user' | 'queue' | 'group', string, NameReadings])[] = [
  ['user', 'alice', [{ name: 'alice' }]],
  ['user', 'user/14', [{ id: 14 }]],
  ['user', '14', [{ id: 14 }, { name: '14' }]],
  ['user', '007', [{ id: 7 }, { name: '007' }]],
  ['user', '0', [{ name: '0' }]],
  ['user', '2147483648', [{ name: '2147483648' }]],
  ['user', 'a@b.example', [{ name: 'a@b.example' }, { emailAddress: 'a@b.example' }]],
  ['user', 'User/14', [{ name: 'User/14' }]],
  ['user', ' 14', [{ name: ' 14' }]],
  ['queue', '1', [{ id: 1 }]],
  ['queue', 'queue/1', [{ id: 1 }]],
  ['queue', 'help@desk', [{ name: 'help@desk' }]],
  ['queue', 'queue/one', [{ name: 'queue/one' }]],
  ['queue', 'R&D/1', [{ name: 'R&D/1' }]],
  ['group', 'group/5', [{ id: 5 }]],
  ['group', '', [{ name: '' }]],
];

describe('the text that names an object', () => {
  test.each(readings)('as a %s, %j is read in RT’s order', (kind, text, expected) => {
    expect(readName(kind, text)).toEqual(expected);
  });

  test.each([
    ['user', 'queue/1'],
    ['queue', 'user/14'],
    ['group', 'transaction/3'],
    ['queue', 'queue/0'],
    ['user', 'user/007'],
    ['group', 'group/2147483648'],
  ] as const)('as a %s, %s is refused', (kind, text) => {
    expect(() => readName(kind, text)).toThrow(InvalidInputError);
  });
});
