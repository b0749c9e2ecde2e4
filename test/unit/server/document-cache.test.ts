import { expect, test } from 'vitest';
import { createDocumentCache } from '../../../src/server/document-cache.js';

test('documents are kept by their text', () => {
  const cache = createDocumentCache<object>();
  const document = {};
  cache.set('{ a }', document);
  expect(cache.get('{ a }')).toBe(document);
  expect(cache.get('{ b }')).toBeUndefined();
});

test('neither one that is long nor many of them fill the memory', () => {
  const cache = createDocumentCache<object>();
  cache.set('x'.repeat(16 * 1024 + 1), {});
  expect(cache.size).toBe(0);
  for (let at = 0; at < 1000; at++) cache.set(`${at}`.padStart(16 * 1024, '#'), {});
  expect(cache.size).toBe(64);
  expect(cache.calculatedSize).toBe(1024 * 1024);
});
