import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { appFor, credentialsOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { readEvents } from '../support/live/event-reader.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';
import { testWorld } from '../support/world/world.js';

const pollMs = 400;

describe.runIf(redisAvailable())('live tickets on two replicas', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let seen: RecordingProxy;
  let replicas: CliServer[];
  let api: ReturnType<typeof appFor>;

  beforeAll(async () => {
    [sandbox, redis] = await Promise.all([startSandbox({ world: testWorld }), startRedis()]);
    seen = await recordingProxy(sandbox.url);
    api = appFor(sandbox.url);
    const env = {
      RT_URL: seen.url,
      REDIS_URL: redis.url,
      SIGNING_KEY: 'a key that both of the replicas share',
      POLL_INTERVAL_MS: String(pollMs),
    };
    replicas = await Promise.all([startCli(env), startCli(env)]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()));
    await Promise.all([api.close(), redis.stop()]);
    await seen.close();
    await sandbox.close();
  });

  const subscribe = (index: number, query: string) =>
    readEvents(`${replicas[index]?.url}/graphql`, {
      headers: { authorization: credentialsOf('root') },
      body: {
        query: `subscription ($query: TicketSQL) { ticketsChanged(query: $query) { kind ticket { number } } }`,
        variables: { query },
      },
    });
  const looks = () => seen.requests.filter(({ body }) => /LastUpdated/.test(body)).length;

  test('ask once for both what a search matches after a change, and list its matches once', async () => {
    const subject = `replicas ${crypto.randomUUID()}`;
    const id = await newTicket(api, { subject });
    const streams = await Promise.all(
      [0, 1].map((index) => subscribe(index, `Subject = '${subject}'`)),
    );
    const told = () =>
      streams.map(({ events }) => events.filter(({ event }) => event === 'next').length);
    // What belongs to beginning is over.
    await sleep(3 * pollMs);
    const asked = () =>
      seen.requests.filter(({ url, body }) =>
        decodeURIComponent(`${url} ${body}`.replaceAll('+', ' ')).includes(subject),
      );
    const [before, began] = [asked().length, Date.now()];
    const changes = 30;
    for (let change = 1; change <= changes; change++) {
      await mutate(api, 'updateTicket', { id, changes: { priority: change } });
      await expect.poll(told, { interval: 20 }).toEqual([change, change]);
    }
    const made = asked().slice(before);
    const followMs = fixedLimits.followLooks * pollMs;
    const matches = made.filter(({ url, body }) => `${url} ${body}`.includes('LastUpdated'));
    expect(matches).toHaveLength(changes);
    // Each by itself would make twice as many.
    const lists = made.length - matches.length;
    expect(lists).toBeLessThan(1.4 * ((Date.now() - began) / followMs) + 2);
    for (const stream of streams) stream.leave();
  });

  test('make one look an interval, tell each change once, and go on when one of them dies', async () => {
    const subject = `replicas ${crypto.randomUUID()}`;
    const streams = await Promise.all(
      [0, 1].map(async (index) => subscribe(index, `Subject = '${subject}'`)),
    );
    const told = (index: number) =>
      (streams[index]?.events ?? []).flatMap(({ event, data }) =>
        event === 'next' ? [data.data.ticketsChanged.kind] : [],
      );
    // Quiet for a while: the replicas take turns.
    await sleep(2 * pollMs);
    const before = looks();
    await sleep(20 * pollMs);
    const made = looks() - before;
    expect(made).toBeGreaterThan(5);
    expect(made).toBeLessThan(27);
    const id = await newTicket(api, { subject });
    for (const priority of [1, 2, 3, 4]) {
      await mutate(api, 'updateTicket', { id, changes: { priority } });
      await sleep(pollMs / 2);
    }
    await expect.poll(() => [told(0).length, told(1).length], { timeout: 20_000 }).toEqual([5, 5]);
    await replicas[0]?.kill();
    for (const priority of [5, 6]) await mutate(api, 'updateTicket', { id, changes: { priority } });
    await expect.poll(() => told(1).length, { timeout: 20_000 }).toBe(7);
    await sleep(3 * pollMs);
    expect(told(1)).toEqual(['CREATED', ...Array(6).fill('UPDATED')]);
    expect(told(0)).toEqual(['CREATED', ...Array(4).fill('UPDATED')]);
  });

  test('go on without Redis, each by itself', async () => {
    const subject = `replicas ${crypto.randomUUID()}`;
    const stream = await subscribe(1, `Subject = '${subject}'`);
    await redis.stop();
    await newTicket(api, { subject });
    await expect.poll(() => stream.events.length, { timeout: 20_000 }).toBe(1);
    stream.leave();
  });
});
