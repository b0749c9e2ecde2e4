import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret that what is kept in a directory is hashed and sealed with: made once, and kept there for its owner's eyes.
 * It must not change with a setting, or keys that are kept would no longer be found.
 */
export async function secretIn(directory: string): Promise<Buffer> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'secret');
  const known = await read(path);
  if (known) return known;
  const file = await open(path, 'wx', 0o600);
  try {
    const secret = randomBytes(32);
    await file.write(secret);
    await file.datasync();
    return secret;
  } finally {
    await file.close();
  }
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    const secret = await readFile(path);
    if (secret.length !== 32) throw new Error(`${path} is not a secret of this server.`);
    return secret;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
