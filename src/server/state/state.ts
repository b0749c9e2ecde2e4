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
import { warnWithoutAof } from './warn-without-aof.js';
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
    warnWithoutAof(link, log);
    const keys = new WriteOnce(new RedisKeys(link, log), new Sealer(secret, keysUse));
    const shared = { link, sealer: new Sealer(secret, 'shared state') };
    return { keys, shared, close: () => link.close() };
  }
  if (stateDir === undefined) return stateInProcess();
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    const lock = await lockDirectory(stateDir);
    if (!lock) log.warn('STATE_DIR cannot be locked: make sure that no other process uses it');
    const sealer = new Sealer(await secretIn(stateDir), keysUse);
    const journal = await JournalKeys.open(stateDir);
    return {
      keys: new WriteOnce(journal, sealer),
      async close() {
        await journal.close();
        await lock?.release();
      },
    };
  } catch (error) {
    if (error instanceof DirectoryInUse) {
      throw new ConfigError(['STATE_DIR is in use by another process.']);
    }
    throw new ConfigError(['STATE_DIR must be a directory that this user may write to.']);
  }
}
