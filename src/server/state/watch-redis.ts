import type { Redis } from 'ioredis';
import { fixedLimits } from '../../limits.js';

/**
 * Closes a connection on which Redis sends nothing any more, as when it hangs or the network drops all packets; it is then
 * opened again. ioredis' `socketTimeout` does not serve: it notices nothing while no command is sent, and its timer
 * outlives a connection that breaks and then closes the next one.
 */
export function watchRedis(redis: Redis): void {
  const timer = setInterval(() => {
    if (redis.status === 'ready') check(redis);
  }, fixedLimits.redisCheckMs).unref();
  redis.once('end', () => clearInterval(timer));
}

function check(redis: Redis): void {
  const { stream } = redis;
  let isOver = false;
  const over = () => {
    isOver = true;
    clearTimeout(timer);
    stream.off('data', over).off('close', over);
  };
  const timer = setTimeout(() => {
    // A busy event loop may not have read yet what is there.
    setImmediate(() => {
      if (isOver) return;
      stream.destroy(Object.assign(new Error('Redis does not respond'), { code: 'ETIMEDOUT' }));
    });
  }, fixedLimits.maxRedisSilenceMs).unref();
  stream.once('data', over).once('close', over);
  redis.ping().catch(() => undefined);
}
