import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type TestTarget, webhookTarget } from '../support/live/webhook-target.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { scratchDirectory } from '../support/process/scratch-directory.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

async function until(isSo: () => boolean, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !isSo(); await sleep(20)) {
    if (Date.now() > end) throw new Error('it did not come to that');
  }
}

/** A target that fails every other time on average. */
async function flakyTarget(): Promise<TestTarget> {
  let seed = 7;
  const target = await webhookTarget((_, response) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const isTaken = seed % 2 === 0;
    response.writeHead(isTaken ? 204 : 500, { 'retry-after': '1' }).end();
    return isTaken;
  });
  running.push({ stop: () => target.close() });
  return target;
}

describe.each(sharedBackends().slice(0, 1))('webhooks before $name', ({ url, env = {} }) => {
  const app = appFor(url);
  let subject = '';
  beforeEach(() => {
    subject = `webhooks ${randomUUID()}`;
  });

  async function settings(
    { url: to, secret }: TestTarget,
    ...others: readonly string[]
  ): Promise<Record<string, string>> {
    const file = join(scratchDirectory('webhooks'), 'webhooks.json');
    const query = `Subject = '${subject}'`;
    const targets = [to, ...others].map((url) => ({
      ...{ url, secret, query, user: 'root', password: 'password' },
    }));
    await writeFile(file, JSON.stringify(targets));
    return { ...env, RT_URL: url, WEBHOOKS: file, POLL_INTERVAL_MS: '300' };
  }

  async function serve(env: Readonly<Record<string, string>>): Promise<CliServer> {
    const server = await startCli(env);
    running.push(server);
    return server;
  }

  const followed = (server: CliServer) =>
    until(() => server.stdout().includes('a webhook follows changes'));

  /** Makes tickets and changes them; tells how many changes that were. */
  async function work(tickets: number, changes: number): Promise<number> {
    const ids = [];
    for (let at = 0; at < tickets; at++) ids.push(await newTicket(app, { subject }));
    for (let value = 1; value <= changes; value++) {
      for (const id of ids) await mutate(app, 'updateTicket', { id, changes: { priority: value } });
    }
    return tickets * (changes + 1);
  }

  /** Of each ticket its creation and then its changes, in order. What comes again is known by its id. */
  function checkOrder(target: TestTarget): void {
    const taken = [
      ...new Map(
        target
          .taken()
          .reverse()
          .map((one) => [one.id, one]),
      ).values(),
    ].reverse();
    for (const one of new Set(taken.map(({ ticket }) => ticket))) {
      const types = taken.filter(({ ticket }) => ticket === one).map(({ type }) => type);
      expect(types).toEqual(['ticket.created', ...types.slice(1).map(() => 'ticket.updated')]);
    }
  }

  /** What a target was told, for whoever reads of a failure. */
  const seen = (target: TestTarget) =>
    target
      .taken()
      .map(({ id, ticket, type }) => `${ticket} ${type} ${id}`)
      .join('\n');
  const unique = (target: TestTarget) => new Set(target.taken().map(({ id }) => id)).size;

  test('lose nothing and repeat with the same ids, over a target that fails and a server that is killed', async () => {
    const target = await flakyTarget();
    const settled = {
      ...(await settings(target)),
      STATE_DIR: scratchDirectory('state'),
    };
    const killed = await serve(settled);
    await followed(killed);
    const begun = Date.now();
    let changes = await work(4, 3);
    await killed.kill();
    changes += await work(2, 1);
    await serve(settled);
    await until(() => unique(target) >= changes);
    await sleep(1500);
    const taken = target.taken().length;
    process.stderr.write(
      `${changes} changes, 1 kill: ${unique(target)} events, ${target.all.length} requests, ${taken - unique(target)} taken twice, ${Date.now() - begun} ms\n`,
    );
    expect(unique(target), seen(target)).toBe(changes);
    checkOrder(target);
  });

  test('that hang hold up no other one of their host', async () => {
    const target = await webhookTarget(({ path }, response) => {
      if (path !== '/hook') return false;
      response.writeHead(204).end();
      return true;
    });
    running.push({ stop: () => target.close() });
    const hanging = target.url.replace('/hook', '/hang');
    const server = await serve(await settings(target, hanging));
    await until(() => server.stdout().split('a webhook follows changes').length > 2);
    // More than a target has deliveries at once.
    const tickets = await work(10, 0);
    const hung = () => target.all.filter(({ path }) => path === '/hang').length;
    await until(() => hung() > 7);
    await work(3, 0);
    // Long before what hangs is given up.
    await until(() => unique(target) === tickets + 3, 8000);
  });

  test.runIf(redisAvailable())(
    'of two replicas are delivered by one, and by the other once it dies; without Redis they wait',
    async () => {
      let redis = await startRedis();
      running.push({ stop: () => redis.stop() });
      const target = await flakyTarget();
      const settled = {
        ...(await settings(target)),
        REDIS_URL: redis.url,
        SIGNING_KEY: 'a key that both of the replicas share',
      };
      const owner = await serve(settled);
      await followed(owner);
      let changes = await work(1, 1);
      await until(() => unique(target) === changes);
      const heir = await serve(settled);
      changes += await work(3, 2);
      await owner.kill();
      const killed = Date.now();
      changes += await work(1, 1);
      await until(() => unique(target) >= changes);
      const takenOver = Date.now() - killed;
      expect(takenOver).toBeLessThan(20_000);

      // It comes back empty.
      await redis.stop();
      changes += await work(1, 1);
      await sleep(2000);
      redis = await startRedis(redis.port);
      await until(() => unique(target) >= changes);
      await sleep(1500);
      process.stderr.write(
        `${changes} changes, owner killed: ${unique(target)} events, ${target.all.length} requests, ${target.taken().length - unique(target)} taken twice, taken over in ${takenOver} ms\n`,
      );
      expect(unique(target), seen(target)).toBe(changes);
      checkOrder(target);
      const held = await redis.dump();
      expect(held).toContain('rt-graphql:webhook:');
      for (const told of [subject, target.url, target.secret, 'hunter2', 'waiting']) {
        expect(held).not.toContain(told);
      }
      expect(heir.stdout()).not.toMatch(/whsec_|\/hook/);
    },
  );
});
