import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createDocumentCache } from '../../../../src/server/request/document-cache.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('documents are kept by their text', () => {
  const cache = createDocumentCache();
  const document = parse('{ a }');
  cache.set('{ a }', document);
  expect(cache.get('{ a }')).toBe(document);
  expect(cache.get('{ b }')).toBeUndefined();
});

/** Documents of one kind, each of them another; most of what a limit of 2,000 tokens lets pass. */
const kinds: readonly (readonly [string, (at: number) => string])[] = [
  ['fields', (at) => `{ q${at} { ${'aa '.repeat(1900)} } }`],
  ['comments', (at) => `{ q${at} } ${'#\n'.repeat(3000)}`],
  ['levels', (at) => `{ q${at} ${'{ a '.repeat(600)}${'}'.repeat(600)} }`],
  ['arguments', (at) => `{ q${at}(${'a: { b: [1] } '.repeat(180)}) }`],
  ['directives', (at) => `{ q${at} ${'@a '.repeat(900)} }`],
  ['letters', (at) => `{ q${at}(a: "${'x'.repeat(200_000)}") }`],
  ['fragments', (at) => `{ q${at} { ${'...A '.repeat(900)} } }`],
];

describe('many documents', () => {
  test.each(kinds)('of many %s hold no more than they weigh, and no more than 32 MB', (_, make) => {
    const cache = createDocumentCache();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 150; at++) {
      // Concatenated texts share their parts; those of requests do not.
      const text = Buffer.from(make(at)).toString('utf8');
      cache.set(text, parse(text, { maxTokens: 2000 }));
    }
    collectGarbage();
    const held = process.memoryUsage().heapUsed - before;
    expect(cache.size).toBeGreaterThan(5);
    expect(cache.calculatedSize).toBeLessThanOrEqual(32 * 1024 * 1024);
    expect(held).toBeLessThan(cache.calculatedSize * 1.1 + 1024 * 1024);
  });

  test('one that is very large is not kept', () => {
    const cache = createDocumentCache();
    const text = `{ a } ${'#\n'.repeat(100_000)}`;
    cache.set(text, parse(text));
    expect(cache.size).toBe(0);
  });
});
