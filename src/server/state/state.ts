import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { type Config, ConfigError } from '../../config.js';
import type { Logger } from '../log.js';
import { DirectoryInUse, lockDirectory } from './directory-lock.js';
import { JournalKeys } from './journal-keys.js';
import { MemoryKeys } from './memory-keys.js';
import { RedisKeys } from './redis-keys.js';
import { linkRedis, type RedisLink } from './redis-link.js';
import { Sealer } from './sealer.js';
import { secretIn } from './state-secret.js';
import { warnOfSettings } from './warn-of-settings.js';
import { WriteOnce } from './write-once.js';

/** What outlasts a request, and may outlast the process. */
export interface State {
  readonly keys: WriteOnce;
  /** What replicas share; absent where there is one process. */
  readonly shared?: SharedState;
  close(): Promise<void>;
}

/** The Redis that replicas share, and what hashes and seals all that it is given. */
export interface SharedState {
  readonly link: RedisLink;
  readonly sealer: Sealer;
}

const keysUse = 'idempotency keys';

/** All in this process, and gone with it. */
export function stateInProcess(): State {
  const keys = new WriteOnce(new MemoryKeys(), new Sealer(randomBytes(32), keysUse));
  return { keys, close: () => Promise.resolve() };
}

/**
 * The state that the settings ask for.
 * @throws ConfigError where it cannot be kept there
 */
export async function openState(
  { stateDir, redisUrl, signingKey }: Pick<Config, 'stateDir' | 'redisUrl' | 'signingKey'>,
  log: Logger,
): Promise<State> {
  if (redisUrl !== undefined && signingKey !== undefined) {
    const secret = Buffer.from(signingKey.reveal());
    const link = linkRedis(redisUrl, log);
    warnOfSettings(link, log);
    const keys = new WriteOnce(new RedisKeys(link, log), new Sealer(secret, keysUse));
    const shared = { link, sealer: new Sealer(secret, 'shared state') };
    return { keys, shared, close: () => link.close() };
  }
  if (stateDir === undefined) return stateInProcess();
  try {
    return await stateIn(stateDir, log);
  } catch (error) {
    throw new ConfigError([whyUnusable(error)]);
  }
}

async function stateIn(directory: string, log: Logger): Promise<State> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  if (!lock) log.warn('STATE_DIR cannot be locked: make sure that no other process uses it');
  try {
    const sealer = new Sealer(await secretIn(directory), keysUse);
    const journal = await JournalKeys.open(directory);
    return {
      keys: new WriteOnce(journal, sealer),
      async close() {
        await journal.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/** Codes of the system for a path that is not a directory which this user may write to. */
const notWritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'];

/** Why STATE_DIR cannot be used, for the operator. */
function whyUnusable(error: unknown): string {
  if (error instanceof DirectoryInUse) return 'STATE_DIR is in use by another process.';
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (notWritable.includes(code)) {
    return 'STATE_DIR must be a directory that this user may write to.';
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk of STATE_DIR is full.';
  return `STATE_DIR cannot be used: ${message}`;
}
