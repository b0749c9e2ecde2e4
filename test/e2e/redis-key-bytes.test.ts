import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { createLogger } from '../../src/server/log.js';
import { RedisKeys } from '../../src/server/state/redis-keys.js';
import { linkRedis, type RedisLink } from '../../src/server/state/redis-link.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';

const { maxKeyedResultBytes, maxKeyMs } = fixedLimits;
const result = 'x'.repeat(maxKeyedResultBytes - 1000);

/** Two replicas that share a Redis. */
describe.runIf(redisAvailable())('results of keys in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let links: RedisLink[];
  let stores: RedisKeys[];

  beforeEach(async () => {
    redis = await startRedis();
    const log = createLogger('silent');
    links = [linkRedis(new Secret(redis.url), log), linkRedis(new Secret(redis.url), log)];
    for (const link of links) await expect.poll(link.isThere).toBe(true);
    stores = links.map((link) => new RedisKeys(link, log));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(links.map((link) => link.close()));
    await redis.stop();
  });

  const name = (account: string, nth: number) => ({ account, key: `${account}${nth}` });
  const store = (nth: number) => stores[nth % 2] as RedisKeys;
  const end = (account: string, nth: number, since = Date.now()) =>
    store(nth).end(name(account, nth), { fingerprint: 'f', since, result });

  test('take up no more of it than an account may have, at whichever replica, and are gone after a day', async () => {
    let nth = 0;
    const fill = async () => {
      for (; nth < 1000; nth++) {
        await store(nth).begin(name('a', nth), 'f');
        await end('a', nth);
      }
    };
    await expect(fill()).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    expect(nth).toBeGreaterThan(60);
    expect(nth).toBeLessThan(70);
    // None of those before is lost, and others have room of their own.
    for (const one of [0, nth - 1]) {
      expect(await store(one + 1).begin(name('a', one), 'f')).toMatchObject({ result });
    }
    expect(await store(0).begin(name('other', 0), 'f')).toBeUndefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + maxKeyMs + 61 * 60 * 1000 });
    expect(await store(0).begin(name('a', 5000), 'f')).toBeUndefined();
    vi.useRealTimers();
  });

  test('of writes that began together are lost where there is no room', async () => {
    const all = Array.from({ length: 80 }, (_, nth) => nth);
    for (const nth of all) await store(nth).begin(name('b', nth), 'f');
    for (const nth of all) {
      // Told again, as after an answer of Redis that was lost, it counts once.
      const since = Date.now();
      await end('b', nth, since);
      await end('b', nth, since);
    }
    // What a replica did itself it knows without Redis.
    const found = await Promise.all(all.map((nth) => store(nth + 1).find(name('b', nth))));
    const kept = found.filter((one) => one?.result !== undefined);
    expect(kept.length).toBeGreaterThan(60);
    expect(kept.length).toBeLessThan(70);
    expect(found.filter((one) => one?.isLost === true)).toHaveLength(all.length - kept.length);
  });
});
