import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const made = (name: string): readonly [directory: string, remove: () => void] => {
  const directory = mkdtempSync(join(tmpdir(), `rt-graphql-${name}-`));
  return [directory, () => rmSync(directory, { recursive: true, force: true })];
};

/** A directory of a test's own, which goes when the test has finished. */
export function scratchDirectory(name: string): string {
  const [directory, remove] = made(name);
  onTestFinished(remove);
  return directory;
}

/** A directory of all tests of a file or a group, which goes after the last of them. */
export function sharedScratchDirectory(name: string): string {
  const [directory, remove] = made(name);
  afterAll(remove);
  return directory;
}
