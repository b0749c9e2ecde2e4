import { basename } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPortal } from './portal.js';

/** Installs and builds the example portal where a run has tests of it. Two files at once would undo each other's work. */
export async function setup({ vitest }: TestProject): Promise<void> {
  const files = vitest.state.getPaths().map((path) => basename(path));
  if (files.some((name) => name.startsWith('portal'))) await buildPortal();
}
