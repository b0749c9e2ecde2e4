import type { DocumentNode, Token } from 'graphql';
import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../../limits.js';

/**
 * What a token and its share of the tree take at most, in bytes. A document of fields alone was measured to take
 * 508 for each of its tokens, others take half of that, and comments, which are tokens too, take 90.
 */
const bytesOfToken = 512;
const bytesOfEntry = 1024;

/** Parsed and valid documents, by their text. They are weighed in the bytes that they hold, not in letters. */
export function createDocumentCache(): LRUCache<string, DocumentNode> {
  return new LRUCache({
    maxSize: fixedLimits.maxCachedDocumentsBytes,
    maxEntrySize: fixedLimits.maxCachedDocumentBytes,
    sizeCalculation: (document, text) =>
      bytesOfEntry + 2 * text.length + bytesOfToken * tokensOf(document),
  });
}

function tokensOf({ loc }: DocumentNode): number {
  let count = 0;
  for (let token: Token | null | undefined = loc?.startToken; token; token = token.next) count++;
  return count;
}
