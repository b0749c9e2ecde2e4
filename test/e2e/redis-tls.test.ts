import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import {
  type PrivateRedis,
  redisAvailable,
  startRedis,
} from '../support/replicas/private-redis.js';
import { type FakeRt, startFakeRt } from '../support/rest1/fake-rt.js';
import { type Certificate, selfSigned } from '../support/tls/self-signed.js';

describe.runIf(redisAvailable())('Redis over TLS', () => {
  let dir: string;
  let rt: FakeRt;
  let redis: PrivateRedis;
  let elsewhere: PrivateRedis;
  let known: Certificate;
  let foreign: Certificate;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'redis-tls-'));
    [known, foreign, rt] = await Promise.all([
      selfSigned(dir, 'known', '127.0.0.1'),
      selfSigned(dir, 'foreign', '192.0.2.1'),
      startFakeRt(),
    ]);
    [redis, elsewhere] = await Promise.all([
      startRedis(undefined, known),
      startRedis(undefined, foreign),
    ]);
  });
  afterAll(async () => {
    await Promise.all([redis.stop(), elsewhere.stop(), rt.close()]);
    await rm(dir, { recursive: true });
  });

  /** What the server says of its Redis, and what it logs. */
  async function stateOf(url: string, ca?: string): Promise<readonly [unknown, string]> {
    let server: CliServer | undefined;
    try {
      server = await startCli({
        RT_URL: rt.url,
        REDIS_URL: url,
        SIGNING_KEY: 'a key that all of the replicas share',
        ...(ca !== undefined && { NODE_EXTRA_CA_CERTS: ca }),
      });
      const ready = async () => (await (await fetch(`${server?.url}/ready`)).json()).redis;
      if (ca === known.cert && url === redis.url) await expect.poll(ready).toBe('ready');
      else await expect.poll(() => server?.stdout()).toContain('Redis is unreachable');
      return [await ready(), server.stdout()];
    } finally {
      await server?.stop();
    }
  }

  test('is used where its certificate is known, and with no other one', async () => {
    const answers = await Promise.all([
      stateOf(redis.url, known.cert),
      stateOf(redis.url),
      stateOf(elsewhere.url, foreign.cert),
    ]);
    expect(answers.map(([state]) => state)).toEqual(['ready', 'unreachable', 'unreachable']);
    expect(answers[1]?.[1]).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(answers[2]?.[1]).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  });
});
