import { fixedLimits } from '../../limits.js';
import { OverloadedError } from '../../rt/errors.js';
import type { Logger } from '../log.js';
import type { KeyName, KeyRecord, KeyStore } from './key-store.js';
import { type KnownKey, KnownKeys } from './known-keys.js';
import { lost, tooManyBytes, tooManyKeys } from './memory-keys.js';
import { epochPlaces, RedisEpoch } from './redis-epoch.js';
import type { RedisLink } from './redis-link.js';

/**
 * Counts the bytes of an account's results by the hour in which their writes began, and forgets the hours before one: to
 * measure each of its keys would take too long.
 */
const countBytes = `
local function countBytes(place, oldest)
  local bytes = 0
  local hours = redis.call('HGETALL', place)
  for at = 1, #hours, 2 do
    if tonumber(hours[at]) < tonumber(oldest) then redis.call('HDEL', place, hours[at])
    else bytes = bytes + tonumber(hours[at + 1]) end
  end
  return bytes
end`;

/**
 * Claims a key, unless it is known, may have been lost and not been given back yet, or its account has too many or too
 * large results.
 */
const claim = `${countBytes}
local known = redis.call('GET', KEYS[1])
if known then return known end
if redis.call('GET', KEYS[3]) ~= ARGV[6] then return 'lost' end
local left = redis.call('PTTL', KEYS[4])
if left > 0 then return 'restoring ' .. left end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
local count = redis.call('ZCARD', KEYS[2])
if count >= tonumber(ARGV[4]) then return count end
local bytes = countBytes(KEYS[5], ARGV[7]) + tonumber(ARGV[8])
if bytes > tonumber(ARGV[9]) then return 'full ' .. bytes end
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

/** Keeps a result, or that it is lost where its account has no room for it. It may be told twice. */
const keep = `${countBytes}
local known = redis.call('GET', KEYS[1])
if known == ARGV[1] or known == ARGV[2] then return end
local text = ARGV[1]
if countBytes(KEYS[2], ARGV[5]) + #text > tonumber(ARGV[6]) then text = ARGV[2] end
redis.call('SET', KEYS[1], text, 'PX', ARGV[3])
redis.call('HINCRBY', KEYS[2], ARGV[4], #text)
redis.call('PEXPIRE', KEYS[2], ARGV[7])`;

/** Puts a key back that Redis has lost, or of which it has only the begin. */
const putBack = `
local known = redis.call('GET', KEYS[1])
if known and known ~= ARGV[1] then return end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
if ARGV[1] ~= ARGV[2] then
  redis.call('HINCRBY', KEYS[3], ARGV[6], #ARGV[2])
  redis.call('PEXPIRE', KEYS[3], ARGV[7])
end`;

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
    // What this process did is true, whatever a Redis says that may have been restored.
    const own = this.#known.get(name);
    if (own) return read(own.text);
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
      const [word, count] = known.split(' ', 2);
      if (word === 'full') throw tooManyBytes(Number(count));
      if (word === 'lost' || word === 'restoring') throw restoring(Number(count ?? 0));
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
    await this.#link.eventually(() =>
      this.#link.redis.eval(
        keep,
        2,
        key,
        bytesPlace(name),
        text,
        JSON.stringify(lost(record)),
        left(since),
        hourOf(since),
        oldestHour(),
        fixedLimits.maxKeysBytesOfAccount,
        bytesMs,
      ),
    );
  }

  async forget(name: KeyName): Promise<void> {
    const claimed = this.#claims.get(name.key);
    this.#claims.delete(name.key);
    this.#known.drop(name);
    if (claimed === undefined) return;
    await this.#link.eventually(() => this.#giveBack(name, claimed));
  }

  async find(name: KeyName): Promise<KeyRecord | undefined> {
    const own = this.#known.get(name);
    if (own) return read(own.text);
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
    const { maxKeyMs, maxKeysOfAccount, maxKeyedResultBytes, maxKeysBytesOfAccount } = fixedLimits;
    return this.#link.redis.eval(
      claim,
      5,
      ...places(name),
      ...epochPlaces,
      bytesPlace(name),
      record,
      since,
      since - maxKeyMs,
      maxKeysOfAccount,
      maxKeyMs,
      this.#epoch.marker,
      oldestHour(),
      maxKeyedResultBytes,
      maxKeysBytesOfAccount,
    );
  }

  /** Gives Redis back all that this process knows. */
  async #restore(): Promise<void> {
    this.#log.warn(
      { keys: this.#known.size },
      'Redis has restarted and may have lost data: this server gives back the idempotency keys that it knows',
    );
    const { redis } = this.#link;
    let some: KnownKey[] = [];
    const send = () =>
      Promise.all(
        some.map(({ name, since, claim, text }) =>
          redis.unguarded(() =>
            redis.eval(
              putBack,
              3,
              ...places(name),
              bytesPlace(name),
              claim,
              text,
              since,
              left(since),
              fixedLimits.maxKeyMs,
              hourOf(since),
              bytesMs,
            ),
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

function bytesPlace({ account }: KeyName): string {
  return `rt-graphql:key-bytes:${account}`;
}

const hourMs = 60 * 60 * 1000;
/** For how long bytes are counted: until the last of their hour are forgotten. */
const bytesMs = fixedLimits.maxKeyMs + hourMs;

function hourOf(since: number): number {
  return Math.floor(since / hourMs);
}

/** The hour in which the oldest keys began that are still remembered. */
function oldestHour(): number {
  return hourOf(Date.now() - fixedLimits.maxKeyMs);
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
