import { fixedLimits } from '../../limits.js';
import { OverloadedError, RateLimitedError } from '../../rt/errors.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';

/**
 * Idempotency keys of one process. None is dropped before its day is over, since its write would then be done twice: an
 * account that has too many gets no more of them, and takes nothing from the others.
 */
export class MemoryKeys implements KeyStore {
  /** Each account's keys, oldest first. */
  readonly #accounts = new Map<string, Map<string, KeyRecord>>();
  #size = 0;

  begin({ account, key }: KeyName, fingerprint: string): Promise<KeyRecord | undefined> {
    const keys = this.#keysOf(account);
    const known = keys.get(key);
    if (known) return Promise.resolve(known);
    if (keys.size >= fixedLimits.maxKeysOfAccount) return Promise.reject(tooManyKeys(keys.size));
    if (this.#size >= fixedLimits.maxKeys) {
      for (const one of [...this.#accounts.keys()]) this.#keysOf(one);
    }
    if (this.#size >= fixedLimits.maxKeys) return Promise.reject(noRoom());
    this.put({ account, key }, { fingerprint, since: Date.now() });
    return Promise.resolve(undefined);
  }

  end(name: KeyName, record: KeyRecord): Promise<void> {
    this.put(name, record);
    return Promise.resolve();
  }

  forget({ account, key }: KeyName): Promise<void> {
    const keys = this.#accounts.get(account);
    if (keys?.delete(key)) this.#size--;
    if (keys?.size === 0) this.#accounts.delete(account);
    return Promise.resolve();
  }

  find({ account, key }: KeyName): Promise<KeyRecord | undefined> {
    return Promise.resolve(this.#keysOf(account).get(key));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Writes a record down, whatever was known. */
  put({ account, key }: KeyName, record: KeyRecord): void {
    const keys = this.#accounts.get(account) ?? new Map<string, KeyRecord>();
    if (!keys.has(key)) this.#size++;
    keys.set(key, record);
    this.#accounts.set(account, keys);
  }

  /** All that is kept. */
  *entries(): Generator<readonly [KeyName, KeyRecord]> {
    for (const [account, keys] of this.#accounts) {
      for (const [key, record] of keys) yield [{ account, key }, record];
    }
  }

  get size(): number {
    return this.#size;
  }

  /** An account's keys whose day is not over. */
  #keysOf(account: string): ReadonlyMap<string, KeyRecord> {
    const keys = this.#accounts.get(account);
    if (!keys) return new Map();
    for (const [key, { since }] of keys) {
      if (since + fixedLimits.maxKeyMs > Date.now()) break;
      keys.delete(key);
      this.#size--;
    }
    if (keys.size === 0) this.#accounts.delete(account);
    return keys;
  }
}

/** The refusal of one key more of an account. */
export function tooManyKeys(asked: number): RateLimitedError {
  const allowed = fixedLimits.maxKeysOfAccount;
  return new RateLimitedError(
    `You have used ${allowed.toLocaleString('en')} idempotency keys within 24 hours. Nothing was written.`,
    { limit: { name: 'idempotency keys', allowed, asked: asked + 1 }, retryAfterSeconds: 3600 },
  );
}

function noRoom(): OverloadedError {
  return new OverloadedError(
    'The server cannot store more idempotency keys. Nothing was written.',
    { retryAfterSeconds: 3600 },
  );
}
