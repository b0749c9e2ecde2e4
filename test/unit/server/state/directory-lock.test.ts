import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DirectoryInUse, lockDirectory } from '../../../../src/server/state/directory-lock.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A process that has a directory. */
async function holder(directory: string) {
  const listen = `require('net').createServer().listen('lock', () => console.log('there'))`;
  const child = spawn(process.execPath, ['-e', listen], { cwd: directory });
  await once(child.stdout, 'data');
  return {
    async end(signal: NodeJS.Signals) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    },
    stop: () => child.kill('SIGSTOP'),
  };
}

describe.each([
  ['short', []],
  ['long', ['x'.repeat(120), 'y'.repeat(120)]],
] as const)('a directory with a %s path', (_, parts) => {
  let directory: string;
  beforeEach(async () => {
    directory = join(root, ...parts);
    await mkdir(directory, { recursive: true });
  });

  test('has one owner at a time', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
    await lock?.release();
    expect(existsSync(join(directory, 'lock'))).toBe(false);
    const next = await lockDirectory(directory);
    expect(next).toBeDefined();
    await next?.release();
  });

  test('is not free while its owner hangs, and free when it was killed', async () => {
    const other = await holder(directory);
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
    other.stop();
    await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
    await other.end('SIGKILL');
    // What it left behind is still there.
    expect(existsSync(join(directory, 'lock'))).toBe(true);
    await (await lockDirectory(directory))?.release();
  });

  test('that a killed process leaves goes to one of many who come at once', async () => {
    const other = await holder(directory);
    await other.end('SIGKILL');
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => lockDirectory(directory)),
    );
    const got = all.filter(({ status }) => status === 'fulfilled');
    expect(got).toHaveLength(1);
    for (const one of all) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(DirectoryInUse);
      else await one.value?.release();
    }
  });
});
