import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './src/schema/schema.js';

/** Prints schema.graphql. With --check, fails instead when the file differs. */
const files = new Map([
  ['schema.graphql', `${printSchema(lexicographicSortSchema(buildSchema()))}\n`],
]);

const check = process.argv.includes('--check');
for (const [name, text] of files) {
  const path = new URL(name, import.meta.url);
  if (!check) writeFileSync(path, text);
  else if (readOrEmpty(path) !== text) {
    console.error(`${name} is not what the code prints. Run: npm run schema`);
    process.exitCode = 1;
  }
}

function readOrEmpty(path: URL): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
