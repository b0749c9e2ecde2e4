import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../src/rt/connection/secret.js';
import { sharedNudges } from '../../src/server/live/shared-nudges.js';
import { createLogger } from '../../src/server/log.js';
import { openState, type SharedState } from '../../src/server/state/state.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';

/** A replica that notes what it is nudged to. */
async function replica(url: string, key: string) {
  const log = createLogger('silent');
  const settings = { stateDir: undefined, redisUrl: new Secret(url), signingKey: new Secret(key) };
  const state = await openState(settings, log);
  // There is a Redis.
  const shared = state.shared as SharedState;
  const seen: number[] = [];
  const nudges = sharedNudges(shared, { nudge: (ticket) => seen.push(ticket) });
  return {
    seen,
    nudges,
    redis: shared.link.redis,
    close: async () => {
      await nudges.close();
      await state.close();
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 100; tries++) await sleep(20);
}

describe.runIf(redisAvailable())('a nudge of one replica', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let replicas: Awaited<ReturnType<typeof replica>>[];
  const key = 'a key that both of the replicas share';
  beforeAll(async () => {
    redis = await startRedis();
    replicas = await Promise.all([
      replica(redis.url, key),
      replica(redis.url, key),
      replica(redis.url, 'a key of somebody else at the Redis'),
    ]);
    await sleep(300);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await redis.stop();
  });

  test('reaches all others once, and whoever has not their key neither hears nor makes one', async () => {
    const [first, second, stranger] = replicas;
    first?.nudges.nudge(17);
    stranger?.nudges.nudge(666);
    await until(() => second?.seen.length === 1);
    expect(replicas.map(({ seen }) => seen)).toEqual([[17], [17], [666]]);
  });

  test('goes with others in one message, and on to a Redis that comes back', async () => {
    const [first, second] = replicas;
    const published = async () =>
      Number(
        /cmdstat_publish:calls=(\d+)/.exec((await first?.redis.info('commandstats')) ?? '')?.[1],
      );
    const before = await published();
    for (let ticket = 1; ticket <= 500; ticket++) first?.nudges.nudge(ticket);
    await until(() => (second?.seen.length ?? 0) >= 501);
    expect(second?.seen.length).toBe(501);
    expect((await published()) - before).toBeLessThanOrEqual(2);

    await redis.stop();
    first?.nudges.nudge(1000);
    expect(first?.seen.at(-1)).toBe(1000);
    redis = await startRedis(redis.port);
    await until(() => replicas.every((one) => one.redis.status === 'ready'));
    for (let ticket = 2000; second?.seen.at(-1) !== ticket - 1 && ticket < 2050; ticket++) {
      first?.nudges.nudge(ticket);
      await sleep(120);
    }
    expect(second?.seen.at(-1)).toBeGreaterThanOrEqual(2000);
  });
});
