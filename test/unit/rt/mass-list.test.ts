import { describe, expect, test } from 'vitest';
import type { Rest2Call } from '../../../src/rt/connection/client.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';
import { massList } from '../../../src/rt/rest2/mass-list.js';

const ask = (values: readonly (string | number)[]): Rest2Call => ({
  operation: 'users',
  method: 'POST',
  path: 'users',
  query: 'fields=Name',
  body: JSON.stringify([{ field: 'Name', operator: 'IN', value: values }]),
});
const listOf = (field: string, values: readonly (string | number)[]) =>
  massList({ field, values, most: 100, ask });
const reply = (items: readonly object[], more: object = {}, status = 200) => ({
  status,
  headers: {},
  body: JSON.stringify({ page: 1, count: items.length, total: items.length, items, ...more }),
});

describe('lists of what has one of some values', () => {
  test('are asked for together by the values of all, in their own spelling', () => {
    const { body } = listOf('Name', ['Alice']).ask(['Alice', 'bob', '7']);
    expect(JSON.parse(body ?? '')[0].value).toEqual(['Alice', 'bob', '7']);
  });

  test('of numbers are asked for by numbers', () => {
    const { body } = listOf('id', [7]).ask(['7', '12']);
    expect(JSON.parse(body ?? '')[0].value).toEqual([7, 12]);
  });

  test('of numbers and of texts stay apart', () => {
    expect(listOf('id', [7]).kind()).not.toBe(listOf('id', ['7']).kind());
  });

  test.each([
    ['names', 'Name', ['Alice'], [{ Name: 'alice' }, { Name: 'bob' }], [{ Name: 'alice' }]],
    ['numbers', 'id', [7], [{ id: 12 }, { id: 7 }], [{ id: 7 }]],
    ['numbers that RT prints as texts', 'id', [7], [{ id: '7' }], [{ id: '7' }]],
    [
      'an address of two users',
      'EmailAddress',
      ['a@b.c'],
      [{ EmailAddress: 'a@b.c' }, { EmailAddress: 'A@b.c' }],
      [{ EmailAddress: 'a@b.c' }, { EmailAddress: 'A@b.c' }],
    ],
    ['what is missing', 'Name', ['carol'], [{ Name: 'bob' }], []],
  ] as const)('each gets its own: %s', (_, field, values, items, own) => {
    const asked = ['alice', 'bob', 'carol', '7', '12', 'A@B.c'];
    const { reply: part, bytes } = listOf(field, values).pick(reply(items), asked);
    expect(JSON.parse(part.body)).toEqual({ page: 1, count: own.length, total: null, items: own });
    expect(bytes).toBe(Buffer.byteLength(part.body));
  });

  test.each([
    ['something that nobody asked for', reply([{ Name: 'eve' }])],
    ['less than it counts', reply([{ Name: 'alice' }], { count: 2 })],
    ['an error', reply([], {}, 400)],
    ['a web page', { status: 200, headers: {}, body: '<html>' }],
    ['something that is not a list', { status: 200, headers: {}, body: '{"items":{}}' }],
    ['nothing', { status: 200, headers: {}, body: '' }],
  ])('cannot be dealt out where RT lists %s', (_, answer) => {
    expect(() => listOf('Name', ['alice']).pick(answer, ['alice', 'bob'])).toThrow(RtBadReplyError);
  });
});
