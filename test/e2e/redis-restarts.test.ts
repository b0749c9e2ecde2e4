import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { createLogger } from '../../src/server/log.js';
import { openState, type SharedState, type State } from '../../src/server/state/state.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';
import { startRedisProxy } from '../support/replicas/redis-proxy.js';

type Outcome = 'first' | 'second' | 'unknown';

/** Two replicas that share a Redis. */
describe.runIf(redisAvailable())('a Redis that restarts', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let dir: string;
  let states: (State & { shared: SharedState })[];
  let log: string[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'redis-'));
    redis = await startRedis(undefined, undefined, ['--dir', dir]);
    log = [];
    states = await Promise.all([replica(), replica()]);
  });
  afterEach(async () => {
    await Promise.all(states.map((state) => state.close()));
    await redis.stop();
    await rm(dir, { recursive: true });
  });

  async function replica(url = redis.url) {
    const settings = {
      stateDir: undefined,
      redisUrl: new Secret(url),
      signingKey: new Secret('a key that all of the replicas share'),
    };
    const logger = createLogger('info', { write: (line) => void log.push(JSON.parse(line).msg) });
    const state = await openState(settings, logger);
    // There is a Redis.
    const made = state as State & { shared: SharedState };
    await expect.poll(made.shared.link.isThere).toBe(true);
    return made;
  }

  async function restart(more: readonly string[] = []): Promise<void> {
    await redis.stop();
    await sleep(200);
    redis = await startRedis(redis.port, undefined, ['--dir', dir, ...more]);
    for (const { shared } of states) await expect.poll(shared.link.isThere).toBe(true);
  }

  const write = (at: number, key: string, run: () => Promise<Outcome>): Promise<Outcome> => {
    const { keys } = states[at] as State;
    const signal = AbortSignal.timeout(20_000);
    return keys.once<Outcome>({
      account: 'user/14',
      key: `createTicket ${key}`,
      input: {},
      run,
      unknown: () => 'unknown',
      signal,
    });
  };
  const first = async () => 'first' as const;
  const second = async () => 'second' as const;
  const codeOf = (error: { code?: string }) => error.code;

  /** The outcome for a client that retries as it is told to. */
  async function retried(at: number, key: string): Promise<Outcome | string | undefined> {
    for (;;) {
      const outcome = await write(at, key, second).catch(codeOf);
      if (outcome !== 'OVERLOADED') return outcome;
      await sleep(200);
    }
  }

  test('empty is given back the keys that ended and those that began, by whichever replica has them', async () => {
    for (const round of ['1', '2']) {
      const [ended, begun, failed, fresh] = ['ended', 'begun', 'failed', 'fresh'].map(
        (key) => `${key} ${round}`,
      ) as [string, string, string, string];
      await retried(0, `start ${round}`);
      await write(0, ended, first);
      let finish: (outcome: Outcome) => void = () => undefined;
      let fail: (error: Error) => void = () => undefined;
      const running = write(0, begun, () => new Promise((resolve) => (finish = resolve)));
      const failing = write(0, failed, () => new Promise((_, reject) => (fail = reject)));
      const failure = failing.catch((error) => error.message);
      await sleep(100);
      await restart();

      // The other replica may be asked first.
      expect(await retried(1, ended)).toBe('first');
      expect(await retried(0, ended)).toBe('first');
      const others = [0, 1].map((at) => retried(at, begun));
      expect(await write(1, fresh, first).catch(codeOf)).toBe('OVERLOADED');
      await sleep(300);
      finish('first');
      fail(new Error('not sent'));
      expect([await running, ...(await Promise.all(others))]).toEqual(Array(3).fill('first'));
      expect(await failure).toBe('not sent');
      expect(await retried(1, failed)).toBe('second');
      expect(await retried(1, fresh)).toBe('second');
    }
    expect(log.filter((line) => /may have lost data/.test(line))).toHaveLength(4);
    expect(await redis.dump()).not.toMatch(/first|createTicket|user\/14/);
  });

  test('from an old snapshot is given back what came after it', async () => {
    await write(0, 'before', first);
    let finish: (outcome: Outcome) => void = () => undefined;
    const running = write(0, 'begun', () => new Promise((resolve) => (finish = resolve)));
    await sleep(100);
    const link = states[0]?.shared.link;
    await link?.redis.save();
    finish('first');
    await running;
    await write(0, 'after', first);
    await restart();
    for (const key of ['before', 'begun', 'after']) {
      expect([await retried(1, key), await retried(0, key)]).toEqual(['first', 'first']);
    }
  });

  test.each([
    ['answers late', 700, []],
    ['does not answer in time', 1500, []],
    ['does not tell', 0, ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-info']],
  ] as const)(
    'from an old snapshot takes no key while it is not known to be one: asked for its name, it %s',
    async (_, ms, more) => {
      await restart(more);
      const proxies = await Promise.all([0, 1].map(() => startRedisProxy(redis.port)));
      for (const state of states) await state.close();
      states = await Promise.all(proxies.map(({ url }) => replica(url)));
      try {
        await retried(0, 'before');
        await states[0]?.shared.link.redis.save();
        await write(1, 'after', first);
        for (const proxy of proxies) {
          proxy.delay = (sent) => (/info\r\n\$6\r\nserver/i.test(sent) ? ms : 0);
        }
        await restart(more);
        const answer = retried(0, 'after');
        await sleep(2 * ms);
        for (const proxy of proxies) proxy.delay = () => 0;
        expect(await answer).toBe('first');
      } finally {
        await Promise.all(proxies.map((proxy) => proxy.close()));
      }
    },
  );

  test('is given back keys also where its data went without its connections', async () => {
    await write(0, 'ended', first);
    await states[1]?.shared.link.redis.flushall();
    // The replica that has the key is asked for nothing in the meantime.
    expect(await retried(1, 'ended')).toBe('first');
    expect(await retried(0, 'ended')).toBe('first');
  });

  test('makes new keys wait for no longer than its replicas need', async () => {
    // A replica that has not seen Redis' data yet has nothing to give back.
    for (const at of [0, 1]) await retried(at, `known ${at}`);
    await restart();
    expect(await write(0, 'new', first).catch(codeOf)).toBe('OVERLOADED');
    await sleep(fixedLimits.redisRestoreMs);
    expect(await write(1, 'new', first)).toBe('first');
  });

  test('is warned about at the start where it keeps no data, unless it does not show its settings', async () => {
    const warnings = () => log.filter((line) => /append-only file/.test(line)).length;
    await expect.poll(warnings).toBe(2);
    // Not again after each restart.
    await restart(['--appendonly', 'yes']);
    states.push(await replica());
    await restart(['--appendonly', 'no', '--rename-command', 'CONFIG', '']);
    states.push(await replica());
    await sleep(300);
    expect(warnings()).toBe(2);
  });
});
