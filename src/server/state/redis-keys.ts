import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../../rt/errors.js';
import type { Logger } from '../log.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';
import { type KnownKey, KnownKeys } from './known-keys.js';
import { tooManyKeys } from './memory-keys.js';
import { epochPlaces, RedisEpoch } from './redis-epoch.js';
import type { RedisLink } from './redis-link.js';

/** Claims a key, unless it is known, may have been lost and not been given back yet, or its account has too many. */
const claim = `
local known = redis.call('GET', KEYS[1])
if known then return known end
if redis.call('GET', KEYS[3]) ~= ARGV[6] then return 'lost' end
local left = redis.call('PTTL', KEYS[4])
if left > 0 then return 'restoring ' .. left end
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

/** Puts a key back that Redis has lost, or of which it has only the begin. */
const putBack = `
local known = redis.call('GET', KEYS[1])
if known and known ~= ARGV[1] then return end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[5])`;

/**
 * Idempotency keys that all replicas share. Where Redis cannot be asked, no write with a key is sent. A Redis that has
 * lost its data gets back from each replica what that has begun and ended, before that replica claims another key; and
 * no replica claims one before the others have had the time for it.
 */
export class RedisKeys implements KeyStore {
  readonly #link: RedisLink;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #epoch: RedisEpoch;
  /** What this process has claimed for writes that run, as Redis holds it. */
  readonly #claims = new Map<string, string>();
  readonly #known = new KnownKeys();

  constructor(link: RedisLink, log: Pick<Logger, 'warn'>) {
    this.#link = link;
    this.#log = log;
    this.#epoch = new RedisEpoch(link, () => this.#restore());
  }

  async begin(name: KeyName, fingerprint: string): Promise<KeyRecord | undefined> {
    const since = Date.now();
    const record = JSON.stringify({ fingerprint, since, by: `${process.pid} ${Math.random()}` });
    let known: unknown;
    try {
      known = await this.#claim(name, record, since);
      if (known === 'lost') {
        await this.#epoch.check();
        known = await this.#claim(name, record, since);
      }
    } catch (error) {
      // Redis may have done it all the same, and nothing is going to be written.
      void this.#link.eventually(() => this.#giveBack(name, record));
      throw unreachable(error);
    }
    if (typeof known === 'number') throw tooManyKeys(known);
    if (typeof known === 'string') {
      const [word, ms] = known.split(' ', 2);
      if (word === 'lost' || word === 'restoring') throw restoring(Number(ms ?? 0));
      return read(known);
    }
    this.#claims.set(name.key, record);
    this.#known.put({ name, since, claim: record, text: record });
    return undefined;
  }

  async end(name: KeyName, record: KeyRecord): Promise<void> {
    const text = JSON.stringify(record);
    const { since } = record;
    this.#known.put({ name, since, claim: this.#claims.get(name.key) ?? '', text });
    this.#claims.delete(name.key);
    const [key] = places(name);
    await this.#link.eventually(() => this.#link.redis.set(key, text, 'PX', left(since)));
  }

  async forget(name: KeyName): Promise<void> {
    const claimed = this.#claims.get(name.key);
    this.#claims.delete(name.key);
    this.#known.drop(name);
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

  #claim(name: KeyName, record: string, since: number): Promise<unknown> {
    const { maxKeyMs, maxKeysOfAccount } = fixedLimits;
    return this.#link.redis.eval(
      claim,
      4,
      ...places(name),
      ...epochPlaces,
      record,
      since,
      since - maxKeyMs,
      maxKeysOfAccount,
      maxKeyMs,
      this.#epoch.marker,
    );
  }

  /** Gives Redis back all that this process knows. */
  async #restore(): Promise<void> {
    this.#log.warn(
      { keys: this.#known.size },
      'Redis has restarted and may have lost data: this server gives back the idempotency keys that it knows',
    );
    let some: KnownKey[] = [];
    const send = () =>
      Promise.all(
        some.map(({ name, since, claim, text }) =>
          this.#link.redis.eval(
            putBack,
            2,
            ...places(name),
            claim,
            text,
            since,
            left(since),
            fixedLimits.maxKeyMs,
          ),
        ),
      );
    for (const one of this.#known.values()) {
      some.push(one);
      if (some.length < fixedLimits.maxKeysRestoredAtOnce) continue;
      await send();
      some = [];
    }
    await send();
  }

  #giveBack(name: KeyName, record: string): Promise<unknown> {
    return this.#link.redis.eval(giveBack, 2, ...places(name), record);
  }
}

function places({ account, key }: KeyName): [key: string, account: string] {
  return [`rt-graphql:key:${key}`, `rt-graphql:keys:${account}`];
}

/** For how long a key is still remembered. */
function left(since: number): number {
  return Math.max(1, since + fixedLimits.maxKeyMs - Date.now());
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

function restoring(ms: number): OverloadedError {
  return new OverloadedError(
    'The idempotency key cannot be checked yet, because Redis has restarted. This request wrote nothing; an earlier one with the same key may have.',
    { retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)) },
  );
}
