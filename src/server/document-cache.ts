import { LRUCache } from 'lru-cache';

/** Letters of all documents that are kept, and of one. */
const mostLetters = 1024 * 1024;
const mostOfOne = 16 * 1024;

/**
 * What was made of documents, by their text. They come before anybody's credentials are looked at, and a comment of
 * two letters is a hundred bytes once it is parsed, so it is the letters that are limited.
 */
export function createDocumentCache<T extends object>(): LRUCache<string, T> {
  return new LRUCache({
    maxSize: mostLetters,
    maxEntrySize: mostOfOne,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });
}
