import type { Logger } from '../log.js';
import type { RedisLink } from './redis-link.js';

/** Warns once of a Redis that loses its data when it restarts. One that does not show its settings is not judged. */
export function warnWithoutAof({ redis }: RedisLink, log: Pick<Logger, 'warn'>): void {
  redis.once('ready', async () => {
    const [, value] = await redis.config('GET', 'appendonly').then(
      (reply) => (Array.isArray(reply) ? reply : []),
      () => [],
    );
    if (value !== 'no') return;
    log.warn(
      'Redis has no append-only file: when it restarts, idempotency keys and browser sessions may be lost. Set "appendonly yes" in its configuration',
    );
  });
}
