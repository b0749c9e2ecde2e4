import { randomBytes } from 'node:crypto';
import { type Config, ConfigError } from '../../config.js';
import { JournalKeys } from './journal-keys.js';
import { MemoryKeys } from './memory-keys.js';
import { Sealer } from './sealer.js';
import { secretIn } from './state-secret.js';
import { WriteOnce } from './write-once.js';

/** What outlasts a request, and may outlast the process. */
export interface State {
  readonly keys: WriteOnce;
  close(): Promise<void>;
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
export async function openState({ stateDir }: Pick<Config, 'stateDir'>): Promise<State> {
  if (stateDir === undefined) return stateInProcess();
  try {
    const sealer = new Sealer(await secretIn(stateDir), keysUse);
    const journal = await JournalKeys.open(stateDir);
    return { keys: new WriteOnce(journal, sealer), close: () => journal.close() };
  } catch {
    throw new ConfigError(['STATE_DIR must be a directory that this user may write to.']);
  }
}
