import { fixedLimits } from '../../limits.js';
import type { Secret } from '../../rt/connection/secret.js';
import type { Logger } from '../log.js';
import { GuardedRedis } from './guarded-redis.js';
import { probeRedis } from './probe-redis.js';
import { RedisHealth } from './redis-health.js';
import { watchRedis } from './watch-redis.js';

/** The connection to Redis, which may go away and come back. */
export interface RedisLink {
  readonly redis: GuardedRedis;
  /** Whether Redis serves, as far as is known. */
  isThere(): boolean;
  /** Does something in Redis now, or once it is back. Only for what is true at any time. */
  eventually(task: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects, and says in the log when Redis goes away and when it comes back. It is away also while it answers with errors
 * or too late. Nothing waits for Redis for long.
 */
export function linkRedis(url: Secret, log: Pick<Logger, 'warn' | 'info'>): RedisLink {
  const redis = new GuardedRedis(url.reveal(), {
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
  function away(cause: string | undefined): void {
    if (isAway) return;
    isAway = true;
    log.warn(
      { ...(cause !== undefined && { cause }) },
      'Redis is unreachable: until it is reachable again, limits, locks and sessions are not shared with other replicas',
    );
  }
  async function eventually(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch {
      waiting.push(task);
      if (waiting.length > fixedLimits.maxWaitingForRedis) waiting.shift();
    }
  }
  const health = new RedisHealth(
    () => redis.unguarded(() => probeRedis(redis)),
    (cause) => {
      redis.isOpen = health.isThere;
      if (!health.isThere) return away(cause);
      if (isAway) log.info('Redis is reachable again');
      isAway = false;
      for (const task of waiting.splice(0)) void eventually(task);
    },
  );
  redis.onOutcome = (outcome) => health.heard(outcome);
  redis.on('ready', () => health.connected());
  redis.on('error', (error: Error) => {
    // Its message may name the URL, which holds a password.
    away('code' in error ? String(error.code) : error.name);
  });
  redis.on('close', () => {
    health.closed();
    redis.isOpen = false;
    if (redis.status !== 'end') away(undefined);
  });
  return {
    redis,
    isThere: () => redis.status === 'ready' && health.isThere,
    eventually,
    async close() {
      isAway = true;
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
