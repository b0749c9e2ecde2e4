import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { createLogger } from '../../src/server/log.js';
import { redisListener } from '../../src/server/state/redis-listener.js';
import { openState, type SharedState } from '../../src/server/state/state.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { freePort } from '../support/real-rt/rt-process.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';
import { type FakeRt, startFakeRt } from '../support/rest1/fake-rt.js';

const signingKey = 'a key that all of the replicas share';
const noticed = { timeout: fixedLimits.redisCheckMs + fixedLimits.maxRedisSilenceMs + 3000 };
const back = { timeout: fixedLimits.maxRedisRetryMs + 5000 };

describe.runIf(redisAvailable())('a Redis that hangs and leaves its connections open', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let rt: FakeRt;
  beforeAll(async () => {
    [redis, rt] = await Promise.all([startRedis(), startFakeRt()]);
  });
  afterAll(() => Promise.all([redis.stop(), rt.close()]));

  test('counts as unreachable in /ready, the metric and the log until it responds, also where nobody uses it', async () => {
    const metricsPort = await freePort();
    const server: CliServer = await startCli({
      RT_URL: rt.url,
      REDIS_URL: redis.url,
      SIGNING_KEY: signingKey,
      METRICS_PORT: String(metricsPort),
    });
    const seen = async () => {
      const ready = await (await fetch(`${server.url}/ready`)).json();
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      const said = server.stdout().match(/Redis is (un)?reachable/g) ?? [];
      return [ready.redis, /^rt_graphql_redis_reachable (\d)$/m.exec(metrics)?.[1], ...said];
    };
    try {
      await expect.poll(seen).toEqual(['ready', '1']);
      redis.pause();
      await expect.poll(seen, noticed).toEqual(['unreachable', '0', 'Redis is unreachable']);
      // It is reconnected to over and over, which is not an event each time.
      await sleep(2000);
      expect(await seen()).toEqual(['unreachable', '0', 'Redis is unreachable']);
      redis.resume();
      const all = ['ready', '1', 'Redis is unreachable', 'Redis is reachable'];
      await expect.poll(seen, back).toEqual(all);
      // No timer is left that closes a healthy connection.
      await sleep(noticed.timeout);
      expect(await seen()).toEqual(all);
    } finally {
      redis.resume();
      await server.stop();
    }
  });

  test('does not hold up introspection, not even before anybody has noticed', async () => {
    const server = await startCli({
      RT_URL: rt.url,
      REDIS_URL: redis.url,
      SIGNING_KEY: signingKey,
    });
    const took = async (query: string) => {
      const since = performance.now();
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${btoa('alice:secret')}`,
        },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, ...(await response.json()), ms: performance.now() - since };
    };
    try {
      const query = '{ __schema { queryType { name } } }';
      const isReady = async () => (await (await fetch(`${server.url}/ready`)).json()).redis;
      await expect.poll(isReady).toBe('ready');
      await took(query);
      redis.pause();
      const first = await took(query);
      expect(first).toMatchObject({
        status: 200,
        data: { __schema: { queryType: { name: 'Query' } } },
      });
      expect(first.ms).toBeLessThan(fixedLimits.maxRedisMs / 2);
      expect(await isReady()).toBe('ready');
    } finally {
      redis.resume();
      await server.stop();
    }
  });

  test('makes commands fail at once, and listeners hear again afterwards', async () => {
    const settings = {
      stateDir: undefined,
      redisUrl: new Secret(redis.url),
      signingKey: new Secret(signingKey),
    };
    const state = await openState(settings, createLogger('silent'));
    // There is a Redis.
    const { link, sealer } = state.shared as SharedState;
    const heard: string[] = [];
    const listener = redisListener({ link, sealer }, 'me', (_, { text }) => heard.push(text));
    const say = (text: string) =>
      link.redis.publish('words', sealer.seal(JSON.stringify({ from: 'you', text }), 'words'));
    try {
      await listener.subscribe('words');
      await expect.poll(link.isThere).toBe(true);
      await say('before');
      const { stream } = listener;
      // Checks close no connection that works.
      await sleep(noticed.timeout);
      expect([listener.stream, heard]).toEqual([stream, ['before']]);

      redis.pause();
      await expect.poll(link.isThere, noticed).toBe(false);
      const since = performance.now();
      await expect(link.redis.get(randomUUID())).rejects.toThrow();
      expect(performance.now() - since).toBeLessThan(200);
      await expect.poll(() => stream.destroyed, noticed).toBe(true);

      redis.resume();
      await expect.poll(link.isThere, back).toBe(true);
      await expect.poll(() => listener.status, back).toBe('ready');
      const again = async () => {
        await say('after');
        return heard;
      };
      await expect.poll(again, back).toContain('after');
    } finally {
      redis.resume();
      listener.disconnect();
      await state.close();
    }
  });
});
