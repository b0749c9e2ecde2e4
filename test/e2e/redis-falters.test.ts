import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { createLogger } from '../../src/server/log.js';
import { RedisLocks } from '../../src/server/state/redis-locks.js';
import { openState, type SharedState } from '../../src/server/state/state.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { freePort } from '../support/real-rt/rt-process.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';
import { type RedisProxy, startRedisProxy } from '../support/replicas/redis-proxy.js';
import { type FakeRt, startFakeRt } from '../support/rest1/fake-rt.js';

const signingKey = 'a key that all of the replicas share';
const { maxRedisMs, redisCheckMs } = fixedLimits;
const noticed = { timeout: 2 * maxRedisMs + redisCheckMs + 3000 };
const tooLate = 1.5 * maxRedisMs;

describe.runIf(redisAvailable())('a Redis that is connected and does not serve', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let proxy: RedisProxy;
  let rt: FakeRt;
  let admin: Redis;
  let server: CliServer;
  let metricsPort: number;
  beforeAll(async () => {
    [redis, rt, metricsPort] = await Promise.all([startRedis(), startFakeRt(), freePort()]);
    proxy = await startRedisProxy(redis.port);
    admin = new Redis(redis.url);
  });
  // Each begins with a Redis that has not failed before.
  beforeEach(async () => {
    server = await startCli({
      RT_URL: rt.url,
      REDIS_URL: proxy.url,
      SIGNING_KEY: signingKey,
      METRICS_PORT: String(metricsPort),
    });
  });
  afterEach(() => server.stop());
  afterAll(async () => {
    admin.disconnect();
    await Promise.all([proxy.close(), redis.stop(), rt.close()]);
  });

  /** What `/ready`, the metric and the log say of Redis. */
  async function seen(): Promise<readonly unknown[]> {
    const ready = await (await fetch(`${server.url}/ready`)).json();
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const said = server.stdout().match(/Redis is (un)?reachable/g) ?? [];
    return [ready.redis, /^rt_graphql_redis_reachable (\d)$/m.exec(metrics)?.[1], said.at(-1)];
  }
  const away = ['unreachable', '0', 'Redis is unreachable'];
  const back = ['ready', '1', 'Redis is reachable'];

  async function ask(query: string) {
    const since = performance.now();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basicAuth('alice', 'secret') },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = await response.json();
    return { data, code: errors?.[0]?.extensions?.code, ms: performance.now() - since };
  }
  const viewer = () => ask('{ viewer { user { name } } }');
  const create = () =>
    ask(`mutation { createTicket(input: { queue: "General", subject: "x", idempotencyKey: "${randomUUID()}" }) {
      outcome } }`);

  const faults: readonly (readonly [string, string, () => unknown, () => unknown])[] = [
    [
      'takes no writes without replicas',
      'NOREPLICAS',
      () => admin.config('SET', 'min-replicas-to-write', 1),
      () => admin.config('SET', 'min-replicas-to-write', 0),
    ],
    [
      'has no memory left',
      'OOM',
      () => admin.config('SET', 'maxmemory', '1mb'),
      () => admin.config('SET', 'maxmemory', 0),
    ],
    [
      'lets this user do nothing any more',
      'NOPERM',
      () => admin.acl('SETUSER', 'default', '-eval', '-evalsha', '-set', '-get'),
      () => admin.acl('SETUSER', 'default', '+@all'),
    ],
    [
      'answers later than commands wait',
      'timeout',
      () => {
        proxy.delay = () => tooLate;
      },
      () => {
        proxy.delay = () => 0;
      },
    ],
  ];

  test.each(faults)('%s: %s', async (_, cause, breaks, mends) => {
    await expect.poll(() => seen().then(([ready]) => ready), noticed).toBe('ready');
    await viewer();
    const before = server.stdout().length;
    try {
      await breaks();
      await expect.poll(seen, noticed).toEqual(away);
      const said = server.stdout().slice(before);
      expect(said).toContain(cause);
      expect(said.match(/Redis is unreachable/g)).toHaveLength(1);
      // Nobody waits for it, and no write whose key cannot be looked up is sent.
      const read = await viewer();
      expect(read.data).toBeTruthy();
      const written = await create();
      expect(written.code).toBe('OVERLOADED');
      expect(Math.max(read.ms, written.ms)).toBeLessThan(maxRedisMs / 2);
    } finally {
      await mends();
    }
    await expect.poll(seen, noticed).toEqual(back);
  });

  test('stays reachable over one slow answer', async () => {
    await expect.poll(() => seen().then(([ready]) => ready), noticed).toBe('ready');
    const before = server.stdout().length;
    let slow = 1;
    proxy.delay = (sent) => (sent.includes('rt-graphql:costs') && slow-- > 0 ? tooLate : 0);
    await viewer();
    expect(slow).toBeLessThan(1);
    for (let at = 0; at < 20; at++) await viewer();
    expect(server.stdout().slice(before)).not.toMatch(/Redis is/);
    expect((await seen())[0]).toBe('ready');
  });

  test('a lock whose answer is slow is waited for all the same', async () => {
    const open = async (url: string) => {
      const state = await openState(
        { stateDir: undefined, redisUrl: new Secret(url), signingKey: new Secret(signingKey) },
        createLogger('silent'),
      );
      // There is a Redis.
      const shared = state.shared as SharedState;
      await expect.poll(shared.link.isThere).toBe(true);
      return { state, locks: new RedisLocks(shared) };
    };
    const [holder, waiter] = await Promise.all([open(redis.url), open(proxy.url)]);
    try {
      const { signal } = new AbortController();
      const free = await holder.locks.hold([1], signal);
      let slow = 1;
      proxy.delay = (sent) => (sent.includes('rt-graphql:lock') && slow-- > 0 ? tooLate : 0);
      let isHeld = false;
      const held = waiter.locks.hold([1], signal).then((give) => {
        isHeld = true;
        return give;
      });
      await expect.poll(() => slow).toBeLessThan(0);
      expect(isHeld).toBe(false);
      free();
      (await held)();
      // Its own lock is no other's: the first answer is lost, the second says that it has it.
      slow = 1;
      (await waiter.locks.hold([2], signal))();
      expect(slow).toBeLessThan(0);
    } finally {
      proxy.delay = () => 0;
      await Promise.all([holder.state.close(), waiter.state.close()]);
    }
  });
});
