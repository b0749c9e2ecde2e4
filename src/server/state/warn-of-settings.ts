import { fixedLimits } from '../../limits.js';
import type { Logger } from '../log.js';
import type { RedisLink } from './redis-link.js';

/** Settings with which Redis loses data, and what to say of them. */
const settings: readonly (readonly [
  name: string,
  isWrong: (value: string) => boolean,
  told: string,
])[] = [
  [
    'appendonly',
    (value) => value === 'no',
    'Redis has no append-only file: when it restarts, idempotency keys and browser sessions may be lost. Set "appendonly yes" in its configuration',
  ],
  [
    'maxmemory-policy',
    (value) => value !== 'noeviction',
    'Redis may drop keys when its memory is full, and writes may then be done twice. Set "maxmemory-policy noeviction" in its configuration',
  ],
];

/**
 * Warns of a Redis that loses its data when it restarts, or drops keys: at the start, and once each time that it is
 * noticed later. One that does not show its settings is not judged.
 */
export function warnOfSettings({ redis }: RedisLink, log: Pick<Logger, 'warn'>): void {
  const warned = new Set<string>();
  async function look(): Promise<void> {
    for (const [name, isWrong, told] of settings) {
      const reply = await redis.config('GET', name).catch(() => []);
      const value: unknown = Array.isArray(reply) ? reply[1] : undefined;
      if (typeof value !== 'string') continue;
      if (!isWrong(value)) warned.delete(name);
      else if (!warned.has(name)) {
        warned.add(name);
        log.warn(told);
      }
    }
  }
  redis.on('ready', () => void look());
  const timer = setInterval(() => {
    if (redis.status === 'ready') void look();
  }, fixedLimits.redisSettingsMs).unref();
  redis.once('end', () => clearInterval(timer));
}
