import { Redis } from 'ioredis';
import { fixedLimits } from '../../limits.js';
import type { Secret } from '../../rt/connection/secret.js';
import type { Logger } from '../log.js';
import { watchRedis } from './watch-redis.js';

/** The connection to Redis, which may go away and come back. */
export interface RedisLink {
  readonly redis: Redis;
  /** Whether Redis answers, as far as is known. */
  isThere(): boolean;
  /** Does something in Redis now, or once it is back. Only for what is true at any time. */
  eventually(task: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** Connects, and says in the log when Redis goes away and when it comes back. Nothing waits for Redis for long. */
export function linkRedis(url: Secret, log: Pick<Logger, 'warn' | 'info'>): RedisLink {
  const redis = new Redis(url.reveal(), {
    connectTimeout: fixedLimits.maxRedisMs,
    commandTimeout: fixedLimits.maxRedisMs,
    // What cannot be asked now fails now: its caller knows what to do without Redis.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, fixedLimits.maxRedisRetryMs),
  });
  watchRedis(redis);
  let isAway = false;
  const waiting: (() => Promise<unknown>)[] = [];
  redis.on('error', (error: Error) => {
    if (isAway) return;
    isAway = true;
    // Its message may name the URL, which holds a password.
    const cause = 'code' in error ? String(error.code) : error.name;
    log.warn(
      { cause },
      'Redis is unreachable: until it is reachable again, limits, locks and sessions are not shared with other replicas',
    );
  });
  redis.on('close', () => {
    if (!isAway && redis.status !== 'end') {
      isAway = true;
      log.warn(
        'Redis is unreachable: until it is reachable again, limits, locks and sessions are not shared with other replicas',
      );
    }
  });
  redis.on('ready', () => {
    if (isAway) log.info('Redis is reachable again');
    isAway = false;
    for (const task of waiting.splice(0)) void task().catch(() => undefined);
  });
  return {
    redis,
    isThere: () => redis.status === 'ready',
    async eventually(task) {
      try {
        await task();
      } catch {
        waiting.push(task);
        if (waiting.length > fixedLimits.maxWaitingForRedis) waiting.shift();
      }
    },
    async close() {
      isAway = true;
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
