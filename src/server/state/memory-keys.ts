import { fixedLimits } from '../../limits.js';
import { OverloadedError, RateLimitedError } from '../../rt/errors.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';

/** An account's keys, oldest first, and the bytes of their results. */
interface AccountKeys {
  readonly keys: Map<string, KeyRecord>;
  bytes: number;
}

/**
 * Idempotency keys of one process. None is dropped before its day is over, since its write would then be done twice: an
 * account that has too many, or too large results, gets no more of them, and takes nothing from the others.
 */
export class MemoryKeys implements KeyStore {
  readonly #accounts = new Map<string, AccountKeys>();
  #size = 0;
  #bytes = 0;

  begin({ account, key }: KeyName, fingerprint: string): Promise<KeyRecord | undefined> {
    const own = this.#current(account);
    const known = own?.keys.get(key);
    if (known) return Promise.resolve(known);
    const count = own?.keys.size ?? 0;
    if (count >= fixedLimits.maxKeysOfAccount) return Promise.reject(tooManyKeys(count));
    const bytes = (own?.bytes ?? 0) + fixedLimits.maxKeyedResultBytes;
    if (bytes > fixedLimits.maxKeysBytesOfAccount) return Promise.reject(tooManyBytes(bytes));
    if (this.#isFull()) this.#forgetOld();
    if (this.#isFull()) return Promise.reject(noRoom());
    this.put({ account, key }, { fingerprint, since: Date.now() });
    return Promise.resolve(undefined);
  }

  end(name: KeyName, record: KeyRecord): Promise<void> {
    this.put(name, record);
    return Promise.resolve();
  }

  forget({ account, key }: KeyName): Promise<void> {
    const own = this.#accounts.get(account);
    if (own) this.#drop(account, own, key);
    return Promise.resolve();
  }

  find({ account, key }: KeyName): Promise<KeyRecord | undefined> {
    return Promise.resolve(this.#current(account)?.keys.get(key));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Writes a record down, whatever was known. A result that there is no room for is lost. */
  put({ account, key }: KeyName, record: KeyRecord): void {
    const own = this.#accounts.get(account) ?? { keys: new Map<string, KeyRecord>(), bytes: 0 };
    this.#accounts.set(account, own);
    const before = own.keys.get(key);
    if (!before) this.#size++;
    this.#count(own, -sizeOf(before));
    const hasRoom =
      own.bytes + sizeOf(record) <= fixedLimits.maxKeysBytesOfAccount &&
      this.#bytes + sizeOf(record) <= fixedLimits.maxKeysBytes;
    const kept = hasRoom ? record : lost(record);
    own.keys.set(key, kept);
    this.#count(own, sizeOf(kept));
  }

  /** All whose day is not over. */
  *entries(): Generator<readonly [KeyName, KeyRecord]> {
    this.#forgetOld();
    for (const [account, { keys }] of this.#accounts) {
      for (const [key, record] of keys) yield [{ account, key }, record];
    }
  }

  get size(): number {
    return this.#size;
  }

  #isFull(): boolean {
    return (
      this.#size >= fixedLimits.maxKeys ||
      this.#bytes + fixedLimits.maxKeyedResultBytes > fixedLimits.maxKeysBytes
    );
  }

  #forgetOld(): void {
    for (const one of [...this.#accounts.keys()]) this.#current(one);
  }

  /** An account's keys whose day is not over. */
  #current(account: string): AccountKeys | undefined {
    const own = this.#accounts.get(account);
    if (!own) return undefined;
    for (const [key, { since }] of own.keys) {
      if (since + fixedLimits.maxKeyMs > Date.now()) break;
      this.#drop(account, own, key);
    }
    return own;
  }

  #drop(account: string, own: AccountKeys, key: string): void {
    this.#count(own, -sizeOf(own.keys.get(key)));
    if (own.keys.delete(key)) this.#size--;
    if (own.keys.size === 0) this.#accounts.delete(account);
  }

  #count(own: AccountKeys, bytes: number): void {
    own.bytes += bytes;
    this.#bytes += bytes;
  }
}

/** Bytes of a result, which is ASCII. What else a record has is as long as any other's. */
function sizeOf(record: KeyRecord | undefined): number {
  return record?.result?.length ?? 0;
}

/** A write whose result is not kept, so that nobody will tell what it came to. */
export function lost({ fingerprint, since }: KeyRecord): KeyRecord {
  return { fingerprint, since, isLost: true };
}

/** The refusal of one key more of an account. */
export function tooManyKeys(asked: number): RateLimitedError {
  const allowed = fixedLimits.maxKeysOfAccount;
  return new RateLimitedError(
    `You have used ${allowed.toLocaleString('en')} idempotency keys within 24 hours. Nothing was written.`,
    { limit: { name: 'idempotency keys', allowed, asked: asked + 1 }, retryAfterSeconds: 3600 },
  );
}

/** The refusal of a key of an account whose results might become too large. */
export function tooManyBytes(asked: number): RateLimitedError {
  const allowed = fixedLimits.maxKeysBytesOfAccount;
  return new RateLimitedError(
    'The results of the idempotency keys that you have used within 24 hours are too large to store another one. Nothing was written.',
    {
      limit: { name: 'bytes of results of idempotency keys', allowed, asked },
      retryAfterSeconds: 3600,
    },
  );
}

function noRoom(): OverloadedError {
  return new OverloadedError(
    'The server cannot store more idempotency keys. Nothing was written.',
    { retryAfterSeconds: 3600 },
  );
}
