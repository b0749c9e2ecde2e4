import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import type { RedisLink } from '../../../../src/server/state/redis-link.js';
import { warnOfSettings } from '../../../../src/server/state/warn-of-settings.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['appendonly', 'yes', ['no']],
  [
    'maxmemory-policy',
    'noeviction',
    [
      'allkeys-lru',
      'allkeys-lfu',
      'allkeys-random',
      'volatile-lru',
      'volatile-lfu',
      'volatile-random',
      'volatile-ttl',
    ],
  ],
])(
  '%s other than %s is warned about at the start, and whenever it is noticed',
  async (name, right, wrong) => {
    for (const value of wrong) {
      const all: Record<string, string> = {
        appendonly: 'yes',
        'maxmemory-policy': 'noeviction',
        [name]: value,
      };
      const config = async (_: string, asked: string) => [asked, all[asked]];
      const redis = Object.assign(new EventEmitter(), { status: 'ready', config });
      const log: string[] = [];
      // Nothing else of it is used.
      const link = { redis } as unknown as RedisLink;
      warnOfSettings(link, { warn: (told: unknown) => void log.push(String(told)) });
      const look = () => vi.advanceTimersByTimeAsync(fixedLimits.redisSettingsMs);
      redis.emit('ready');
      await vi.advanceTimersByTimeAsync(0);
      expect(log).toEqual([expect.stringContaining(`"${name} ${right}"`)]);
      // It stays so, and Redis restarts.
      await look();
      redis.emit('ready');
      await look();
      expect(log).toHaveLength(1);
      all[name] = right;
      await look();
      all[name] = value;
      await look();
      await look();
      expect(log).toHaveLength(2);
      redis.emit('end');
    }
  },
);
