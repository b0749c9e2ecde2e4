import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keysFile } from '../../../../src/server/state/journal-keys.js';
import { openState } from '../../../../src/server/state/state.js';
import { SecretUnusable, secretIn } from '../../../../src/server/state/state-secret.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secret-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

const path = () => join(directory, 'secret');
// Nothing here is told in the log.
const log = { warn: () => undefined } as never;
const openedIn = (stateDir: string) =>
  openState({ stateDir, redisUrl: undefined, signingKey: undefined }, log);

describe('the secret of a directory', () => {
  test('is made once, whole, for its owner alone, and leaves nothing beside it', async () => {
    const made = await secretIn(directory);
    expect(made).toHaveLength(32);
    expect(readFileSync(path())).toEqual(made);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(await secretIn(directory)).toEqual(made);
    expect(readdirSync(directory)).toEqual(['secret']);
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
  ])('that is %s is the same for many who come at once', async (_, left) => {
    for (let round = 0; round < 20; round++) {
      rmSync(path(), { force: true });
      if (left !== undefined) writeFileSync(path(), left);
      const all = await Promise.all(Array.from({ length: 8 }, () => secretIn(directory)));
      expect(new Set(all.map((one) => one.toString('hex'))).size).toBe(1);
      expect(readFileSync(path())).toEqual(all[0]);
    }
    expect(readdirSync(directory)).toEqual(['secret']);
  });

  test('is the one proposed before, where a process was killed before it was in place', async () => {
    const first = await secretIn(directory);
    renameSync(path(), `${path()}.new`);
    writeFileSync(path(), '');
    expect(await secretIn(directory)).toEqual(first);
    expect(readdirSync(directory)).toEqual(['secret']);
  });

  test.each([1, 16, 31, 33])(
    'of %s bytes is damaged: its file is named and left alone',
    async (size) => {
      writeFileSync(path(), 'x'.repeat(size));
      await expect(secretIn(directory)).rejects.toThrow(SecretUnusable);
      await expect(openedIn(directory)).rejects.toThrow(
        `STATE_DIR cannot be used: ${path()} is damaged: it has ${size} bytes`,
      );
      expect(statSync(path()).size).toBe(size);
    },
  );

  test.each([
    ['missing', undefined],
    ['empty', ''],
  ])('that is %s is not replaced where keys were saved with it', async (what, left) => {
    if (left !== undefined) writeFileSync(path(), left);
    writeFileSync(join(directory, keysFile), '["begin","a","k","f",1]\n');
    await expect(openedIn(directory)).rejects.toThrow(`${path()} is ${what}, but idempotency keys`);
    expect(readdirSync(directory).filter((name) => name.startsWith('secret'))).toEqual(
      left === undefined ? [] : ['secret'],
    );
  });

  test('appears whole or not at all where the disk is full', async () => {
    const handle = await open(join(directory, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    rmSync(join(directory, 'probe'));
    for (const method of ['writeFile', 'write', 'sync', 'datasync']) {
      vi.spyOn(prototype, method).mockImplementation(() =>
        Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
      );
    }
    await expect(openedIn(directory)).rejects.toThrow('The disk of STATE_DIR is full.');
    expect(readdirSync(directory)).toEqual([]);
    vi.restoreAllMocks();
    await (await openedIn(directory)).close();
  });

  test('is not told as a directory that cannot be written to, unless that is the cause', async () => {
    writeFileSync(path(), '');
    await expect(openedIn(path())).rejects.toThrow(/must be a directory that this user may write/);
    rmSync(path());
    // Reading a directory is another failure.
    await (await openedIn(directory)).close();
    rmSync(join(directory, keysFile));
    mkdirSync(join(directory, keysFile));
    await expect(openedIn(directory)).rejects.toThrow(/STATE_DIR cannot be used: EISDIR/);
  });
});
