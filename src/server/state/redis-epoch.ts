import { randomUUID } from 'node:crypto';
import { fixedLimits } from '../../limits.js';
import type { RedisLink } from './redis-link.js';

/**
 * Where the marker of Redis' data is, and what is there while replicas may still give back what Redis has lost. A Redis
 * that has lost its data has lost its marker too.
 */
export const epochPlaces = ['rt-graphql:epoch', 'rt-graphql:restoring'] as const;

/** Returns the marker; a new one where there is none, or where it is one that is known to be too old. */
const renew = `
local marker = redis.call('GET', KEYS[1])
if marker and marker ~= ARGV[1] then return marker end
redis.call('SET', KEYS[1], ARGV[2])
if tonumber(ARGV[3]) > 0 then redis.call('SET', KEYS[2], 1, 'PX', ARGV[3]) end
return ARGV[2]`;

/**
 * Notices that Redis may have lost what it held: its marker is missing or another one, or it has restarted, perhaps from
 * an old snapshot that has the marker. The first replica to notice renews the marker, by which the others notice. They
 * have little time, so none waits until Redis has proven that it serves.
 */
export class RedisEpoch {
  readonly #link: RedisLink;
  readonly #restore: () => Promise<void>;
  #marker: string | undefined;
  /** Redis' name for its process. */
  #run: string | undefined;
  #checking: Promise<void> | undefined;
  /** Counts connections. Each may lead to a Redis that is not the one before. */
  #connection = 0;
  /** The connection on which Redis was checked last. */
  #checked: number | undefined;

  /** `restore` gives Redis back what it has lost. It is called again where it fails. */
  constructor(link: RedisLink, restore: () => Promise<void>) {
    this.#link = link;
    this.#restore = restore;
    const { redis } = link;
    redis.on('ready', () => void this.check().catch(() => undefined));
    // Data can also go while the connection stays, and another replica may be asked for a key of this one first.
    const timer = setInterval(() => void this.#look(), fixedLimits.redisCheckMs).unref();
    redis.on('close', () => this.#connection++);
    redis.once('end', () => clearInterval(timer));
  }

  /**
   * The marker of data that has everything this process can give back; empty until that is known of this very connection,
   * since an old snapshot has the marker, too.
   */
  get marker(): string {
    return (this.#checked === this.#connection && this.#marker) || '';
  }

  /** Resolves once Redis has been given back what it may have lost. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #look(): Promise<void> {
    const { redis } = this.#link;
    if (redis.status !== 'ready') return;
    try {
      const marker = await redis.unguarded(() => redis.get(epochPlaces[0]));
      if (marker !== this.marker) await this.check();
    } catch {
      // The next look may do better.
    }
  }

  async #check(): Promise<void> {
    const { redis } = this.#link;
    const known = this.#marker;
    const connection = this.#connection;
    const info = await redis.info('server').catch(nothingTold);
    const run = /^run_id:(\w+)/m.exec(info)?.[1];
    // Where Redis does not tell, each connection may be to another one.
    const isRestarted = run === undefined ? this.#checked !== connection : run !== this.#run;
    const tooOld = isRestarted ? (known ?? '') : '';
    // A process that has seen no marker cannot tell a Redis that lost its data from a new one, for which nobody should wait.
    const ms = known === undefined ? 0 : fixedLimits.redisRestoreMs;
    const marker = await redis.unguarded(() =>
      redis.eval(renew, 2, ...epochPlaces, tooOld, randomUUID(), ms),
    );
    if (known !== undefined && marker !== known) await this.#restore();
    if (connection !== this.#connection) throw new Error('The connection was lost.');
    this.#marker = String(marker);
    this.#run = run;
    this.#checked = connection;
  }
}

/** What a Redis tells that refuses to tell. One that did not answer was not asked. */
function nothingTold(error: Error): string {
  if (error.name === 'ReplyError') return '';
  throw error;
}
