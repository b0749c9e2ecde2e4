import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../../rt/errors.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';
import { tooManyKeys } from './memory-keys.js';
import type { RedisLink } from './redis-link.js';

/** Claims a key, unless it is known or its account has too many. */
const claim = `
local known = redis.call('GET', KEYS[1])
if known then return known end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
local count = redis.call('ZCARD', KEYS[2])
if count >= tonumber(ARGV[4]) then return count end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return false`;

/** Gives a key back that is still claimed by the same write. */
const giveBack = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], KEYS[1])
end`;

/** Idempotency keys that all replicas share. Where Redis cannot be asked, no write with a key is sent. */
export class RedisKeys implements KeyStore {
  readonly #link: RedisLink;
  /** What this process has claimed, as Redis holds it. */
  readonly #claims = new Map<string, string>();

  constructor(link: RedisLink) {
    this.#link = link;
  }

  async begin(name: KeyName, fingerprint: string): Promise<KeyRecord | undefined> {
    const since = Date.now();
    const record = JSON.stringify({ fingerprint, since, by: `${process.pid} ${Math.random()}` });
    const { maxKeyMs, maxKeysOfAccount } = fixedLimits;
    let known: unknown;
    try {
      known = await this.#link.redis.eval(
        claim,
        2,
        ...places(name),
        record,
        since,
        since - maxKeyMs,
        maxKeysOfAccount,
        maxKeyMs,
      );
    } catch (error) {
      // Redis may have done it all the same, and nothing is going to be written.
      void this.#link.eventually(() => this.#giveBack(name, record));
      throw unreachable(error);
    }
    if (typeof known === 'number') throw tooManyKeys(known);
    if (typeof known === 'string') return read(known);
    this.#claims.set(name.key, record);
    return undefined;
  }

  async end(name: KeyName, record: KeyRecord): Promise<void> {
    this.#claims.delete(name.key);
    const left = record.since + fixedLimits.maxKeyMs - Date.now();
    const text = JSON.stringify(record);
    const [key] = places(name);
    await this.#link.eventually(() => this.#link.redis.set(key, text, 'PX', Math.max(1, left)));
  }

  async forget(name: KeyName): Promise<void> {
    const claimed = this.#claims.get(name.key);
    this.#claims.delete(name.key);
    if (claimed === undefined) return;
    await this.#link.eventually(() => this.#giveBack(name, claimed));
  }

  async find(name: KeyName): Promise<KeyRecord | undefined> {
    try {
      const [key] = places(name);
      const text = await this.#link.redis.get(key);
      return text === null ? undefined : read(text);
    } catch (error) {
      throw unreachable(error);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #giveBack(name: KeyName, record: string): Promise<unknown> {
    return this.#link.redis.eval(giveBack, 2, ...places(name), record);
  }
}

function places({ account, key }: KeyName): [key: string, account: string] {
  return [`rt-graphql:key:${key}`, `rt-graphql:keys:${account}`];
}

function read(text: string): KeyRecord {
  // This class has written it.
  return JSON.parse(text) as KeyRecord;
}

/** Of an earlier request nothing can be said: this one may repeat it. */
function unreachable(cause: unknown): OverloadedError {
  return new OverloadedError(
    'The idempotency key cannot be checked, because Redis is unreachable. This request wrote nothing; an earlier one with the same key may have.',
    { cause, retryAfterSeconds: 2 },
  );
}
