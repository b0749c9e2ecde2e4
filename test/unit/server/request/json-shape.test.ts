import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonShape } from '../../../../src/server/request/json-shape.js';

/** The limit that a text meets, read in pieces of a size, or undefined. */
function met(text: string, piece = 7) {
  const shape = new JsonShape();
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; at += piece) shape.add(bytes.subarray(at, at + piece));
    return undefined;
  } catch (error) {
    return Reflect.get(Object(error), 'facts').limit.name;
  }
}

test.each([
  ['64 levels', `${'['.repeat(64)}${']'.repeat(64)}`, undefined],
  ['65 levels', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'depth of variables'],
  ['levels that are never closed', '['.repeat(100_000), 'depth of variables'],
  ['20,000 levels beside each other', `[${'[],'.repeat(9000)}[]]`, undefined],
  ['many values', `[${'1,'.repeat(20_000)}1]`, 'values in variables'],
  ['many members', `{${'"a":1,'.repeat(20_000)}"a":1}`, 'values in variables'],
  ['brackets in a text', JSON.stringify({ a: '[{,"\\'.repeat(50_000) }), undefined],
  ['a quote that is escaped', `"${'\\"['.repeat(1000)}"`, undefined],
  ['a backslash that is escaped', `["\\\\",${'['.repeat(64)}`, 'depth of variables'],
])('%s', (_, text, limit) => {
  expect(met(text)).toBe(limit);
  expect(met(text, 1)).toBe(limit);
});

describe('any JSON', () => {
  test('that is small passes, in pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (value, piece) => {
          expect(met(JSON.stringify(value), piece)).toBeUndefined();
        },
      ),
    );
  });
});
