import { readdirSync, readFileSync } from 'node:fs';
import { lexicographicSortSchema } from 'graphql';
import { expect, test } from 'vitest';
import { printReference } from '../../../scripts/reference/print-reference.js';
import { buildSchema } from '../../../src/schema/schema.js';

test('docs/reference/ is what the schema says: npm run schema prints it', () => {
  const pages = printReference(lexicographicSortSchema(buildSchema()));
  expect(readdirSync('docs/reference').sort()).toEqual([...pages.keys()].sort());
  for (const [name, page] of pages) {
    expect(readFileSync(`docs/reference/${name}`, 'utf8')).toBe(page);
  }
});
