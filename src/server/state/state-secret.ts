import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keysFile } from './journal-keys.js';

const secretBytes = 32;

/** The secret of a directory is damaged or lost, and only an operator can decide about what was saved with it. */
export class SecretUnusable extends Error {
  constructor(path: string, what: string) {
    super(
      `${path} ${what}. Restore it from a backup, or remove it and ${keysFile}: the idempotency keys of the last 24 hours are then forgotten, and a retry with one of them writes again.`,
    );
  }
}

/**
 * The secret that what is kept in a directory is hashed and sealed with: made once, and kept there for its owner's eyes.
 * It must not change with a setting, or keys that are kept would no longer be found. It appears whole or not at all,
 * whenever the process ends and however many make it at once.
 * @throws SecretUnusable where keys that are kept would no longer be found
 */
export async function secretIn(directory: string): Promise<Buffer> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'secret');
  // First of all: whoever saves keys has had a secret before.
  const hasKeys = await isFilled(join(directory, keysFile));
  const known = await read(path);
  if (known !== undefined && known.length > 0) return known;
  if (hasKeys) {
    const what = known === undefined ? 'is missing' : 'is empty';
    throw new SecretUnusable(path, `${what}, but idempotency keys were saved with it`);
  }
  // An empty file is what earlier versions left where they were killed, or the disk was full. Nothing was saved with it.
  const made = await agreedSecret(path);
  await syncDirectory(directory);
  return made;
}

/**
 * Makes a secret where there is none. Many may do so at once: what is first at the path of proposals is the secret of all.
 * A proposal is removed only once the secret is in place, so one that was read before that place was seen to be empty is
 * the only one.
 */
async function agreedSecret(path: string): Promise<Buffer> {
  const proposals = `${path}.new`;
  for (;;) {
    await beside(path, randomBytes(secretBytes), (own) => propose(own, proposals));
    const proposed = await read(proposals);
    const known = await read(path);
    const isThere = known !== undefined && known.length > 0;
    const secret = isThere ? known : proposed;
    // Another process has removed the proposal, so the secret is in place by now.
    if (secret === undefined) continue;
    if (!isThere) await beside(path, secret, (own) => rename(own, path));
    await rm(proposals, { force: true });
    return secret;
  }
}

/** The secret that is there, or an empty one; undefined where there is no file. @throws SecretUnusable */
async function read(path: string): Promise<Buffer | undefined> {
  const secret = await orMissing(readFile(path));
  const length = secret?.length ?? 0;
  if (length !== 0 && length !== secretBytes) {
    throw new SecretUnusable(path, `is damaged: it has ${length} bytes instead of ${secretBytes}`);
  }
  return secret;
}

async function write(path: string, secret: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(secret);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Does something with a file that has a secret, and leaves nothing of it where it was. */
async function beside(
  path: string,
  secret: Buffer,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const file = `${path}.${randomUUID()}`;
  try {
    await write(file, secret);
    await use(file);
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Gives a file another name, unless that is taken. */
async function propose(file: string, proposals: string): Promise<void> {
  try {
    await link(file, proposals);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    // The file system has no links.
    await rename(file, proposals);
  }
}

/** Makes a new name outlast a power cut, where the system can. */
async function syncDirectory(directory: string): Promise<void> {
  const held = await open(directory).catch(() => undefined);
  await held?.sync().catch(() => undefined);
  await held?.close();
}

async function isFilled(path: string): Promise<boolean> {
  return ((await orMissing(stat(path)))?.size ?? 0) > 0;
}

async function orMissing<T>(done: Promise<T>): Promise<T | undefined> {
  try {
    return await done;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
