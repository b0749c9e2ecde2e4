import { randomBytes } from 'node:crypto';
import { readConfig } from '../../../src/config.js';
import { type App, createApp } from '../../../src/server/app.js';
import { createLogger } from '../../../src/server/log.js';
import { openState } from '../../../src/server/state/state.js';
import { startRedis } from './private-redis.js';

type Settings = Readonly<Record<string, string>>;

/** Whether tests are to run against two replicas that share a Redis: `TEST_REPLICAS=2`. */
export const isReplicated = (): boolean => process.env['TEST_REPLICAS'] === '2';

/** What replicas are given besides a server's own settings. */
export function replicaSettings(redisUrl: string): Settings {
  return { REDIS_URL: redisUrl, SIGNING_KEY: randomBytes(32).toString('hex') };
}

/** Two replicas in this process that take requests in turn, as behind a balancer. */
export function replicatedApp(settings: Settings): App {
  const started = startRedis().then(async (redis) => {
    const config = readConfig({ ...replicaSettings(redis.url), ...settings });
    const log = createLogger(config.logLevel);
    const replica = async () => createApp(config, log, await openState(config, log));
    return { redis, replicas: [await replica(), await replica()] as const };
  });
  let turn = 0;
  return {
    async fetch(request) {
      const { replicas } = await started;
      return replicas[turn++ % 2 === 0 ? 0 : 1].fetch(request);
    },
    get handler(): App['handler'] {
      throw new Error('Two replicas have no handler in common.');
    },
    get upgrade(): App['upgrade'] {
      throw new Error('Two replicas have no connections in common.');
    },
    leave: () => undefined,
    async close() {
      const { redis, replicas } = await started;
      await Promise.all(replicas.map((one) => one.close()));
      await redis.stop();
    },
  };
}
