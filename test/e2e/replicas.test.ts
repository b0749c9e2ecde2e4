import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, credentialsOf, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { type CuttingProxy, cuttingProxy } from '../support/http/cutting-proxy.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { freePort } from '../support/real-rt/rt-process.js';
import { type Balancer, balance } from '../support/replicas/balancer.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';

const creation = /ticket\/new|2\.0\/ticket /;
const json = { 'content-type': 'application/json' };

describe.runIf(redisAvailable()).each(sharedBackends().slice(0, 1))(
  'two replicas before $name',
  ({ url }) => {
    const direct = appFor(url);
    let redis: Awaited<ReturnType<typeof startRedis>>;
    let seen: RecordingProxy;
    let proxy: CuttingProxy;
    let replicas: CliServer[];
    let balancer: Balancer;
    let metricsPort: number;

    const settings = () => ({
      RT_URL: proxy.url,
      REDIS_URL: redis.url,
      SIGNING_KEY: 'a key that both of the replicas share',
      COOKIE_AUTH: 'on',
      MAX_COST_PER_MINUTE: '300',
      OPERATION_TIMEOUT_MS: '3000',
    });
    beforeAll(async () => {
      redis = await startRedis();
      seen = await recordingProxy(url);
      proxy = await cuttingProxy(seen.url);
      metricsPort = await freePort();
      replicas = await Promise.all([
        startCli(settings()),
        startCli({ ...settings(), METRICS_PORT: String(metricsPort) }),
      ]);
      balancer = await balance(replicas.map((one) => one.url));
    });
    afterAll(async () => {
      proxy.mend();
      await balancer.close();
      await Promise.all(replicas.map((one) => one.stop()));
      await Promise.all([direct.close(), proxy.close(), redis.stop()]);
      await seen.close();
    });

    const at = (index: number): string => replicas[index]?.url ?? '';

    async function ask(
      server: string,
      query: string,
      variables: object = {},
      headers: Readonly<Record<string, string>> = { authorization: credentialsOf('root') },
    ) {
      const response = await fetch(`${server}/graphql`, {
        method: 'POST',
        headers: { ...json, 'x-rt-trace': '1', connection: 'close', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      const body = (await response.json()) as any;
      return { status: response.status, headers: response.headers, ...body };
    }

    const create = async (server: string, subject: string, as = 'root') => {
      const { data, errors } = await ask(
        server,
        `mutation ($subject: String!) { createTicket(input: { queue: "General", subject: $subject, idempotencyKey: $subject }) {
          outcome userErrors { code } ticket { number } } }`,
        { subject },
        { authorization: credentialsOf(as) },
      );
      return data?.createTicket ?? errors[0].extensions;
    };

    async function stored(subject: string): Promise<number> {
      const query = `query ($subject: String!) { ticketCount(filter: { subject: { eq: $subject } }) }`;
      return (await dataOf(direct, { query, variables: { subject } })).ticketCount;
    }

    const logins = () =>
      seen.requests.filter(({ body }) => body.toString().includes('pass=')).length;

    test('log in to RT once for both', async () => {
      const before = logins();
      for (const server of [at(0), at(1), balancer.url, balancer.url]) {
        const { data } = await ask(server, '{ viewer { user { name } } }');
        expect(data.viewer.user.name).toBe('root');
      }
      expect(logins() - before).toBe(1);
      const wrong = `Basic ${Buffer.from('root:wrong').toString('base64')}`;
      const { status } = await ask(
        at(1),
        '{ viewer { user { name } } }',
        {},
        { authorization: wrong },
      );
      expect(status).toBe(401);
    });

    test('do a write with one key once, at whichever it arrives', async () => {
      const subject = `both ${randomUUID()}`;
      const answers = await Promise.all([0, 1, 0, 1].map((index) => create(at(index), subject)));
      answers.push(await create(balancer.url, subject));
      expect(new Set(answers.map((one) => one.ticket?.number)).size).toBe(1);
      expect(await stored(subject)).toBe(1);
    });

    const update = (server: string, input: object) =>
      ask(
        server,
        'mutation ($input: UpdateTicketInput!) { updateTicket(input: $input) { outcome userErrors { code } } }',
        { input },
        { authorization: credentialsOf('tokyo') },
      ).then(({ data, errors }) => data?.updateTicket ?? errors[0].extensions);

    test('write to one ticket one after the other: of writes by what was seen in one second one is done', async () => {
      const id = await newTicket(direct);
      const { ticket } = await dataOf(direct, { query: `{ ticket(id: ${id}) { updatedAt } }` });
      const answers = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((priority) =>
          update(at(priority % 2), {
            id,
            changes: { priority },
            ifUpdatedAt: ticket.updatedAt,
          }),
        ),
      );
      const outcomes = answers.map(({ outcome, userErrors: [error] }) => error?.code ?? outcome);
      expect(outcomes.sort()).toEqual(['APPLIED', ...Array(5).fill('CONFLICT')]);
    });

    const session = (server: string, method: string, headers = {}, body?: string) =>
      fetch(`${server}/session`, {
        method,
        headers: { ...json, 'x-graphql-yoga-csrf': '1', ...headers },
        ...(body !== undefined && { body }),
      });
    async function login(server: string, as: string): Promise<string> {
      const basic = credentialsOf(as).replace('Basic ', '');
      const [user, password] = Buffer.from(basic, 'base64').toString().split(':');
      const answer = await session(server, 'POST', {}, JSON.stringify({ user, password }));
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    }
    const who = (server: string, cookie: string) =>
      ask(server, '{ viewer { user { name } } }', {}, { cookie });

    test('know each other’s browsers, and when they log out', async () => {
      const cookie = await login(at(0), 'root');
      expect((await who(at(1), cookie)).data.viewer.user.name).toBe('root');
      await session(at(1), 'DELETE', { cookie });
      expect((await who(at(0), cookie)).status).toBe(401);
    });

    test('count one caller’s browsers together: the twenty-first logs out the first, but none that is over', async () => {
      await session(at(0), 'DELETE', { cookie: await login(at(1), 'french') });
      const cookies: string[] = [];
      for (let nth = 0; nth < 20; nth++) cookies.push(await login(at(nth % 2), 'french'));
      const [first = '', second = ''] = cookies;
      expect((await who(at(1), first)).status).toBe(200);
      await login(at(1), 'french');
      const statuses = [first, second].flatMap((cookie) =>
        [0, 1].map(async (index) => (await who(at(index), cookie)).status),
      );
      expect(await Promise.all(statuses)).toEqual([401, 401, 200, 200]);
    });

    test('count cost together', async () => {
      const authorization = credentialsOf('alice');
      const left: number[] = [];
      for (const index of [0, 1, 0, 1]) {
        const { extensions } = await ask(
          at(index),
          '{ viewer { user { name } } }',
          {},
          { authorization },
        );
        left.push(extensions.cost.leftThisMinute);
      }
      expect(left).toEqual([298, 296, 294, 292]);
    });

    test('leave nothing in Redis that tells of anybody', async () => {
      const held = await redis.dump();
      expect(held).toMatch(/rt-graphql:login:/);
      expect(held).toMatch(/rt-graphql:key:/);
      expect(held).not.toMatch(
        /root|alice|RT_SID|password|user\/|127\.0\.0\.1|createTicket|APPLIED/,
      );
    });

    test('survive each other: a write of one that was killed is unknown, and not done again', async () => {
      const subject = `killed ${randomUUID()}`;
      const id = await newTicket(direct);
      proxy.hold(new RegExp(`${creation.source}|ticket/${id}/edit|2.0/ticket/${id} `));
      const locked = update(at(0), { id, changes: { priority: 1 } }).catch(() => 'lost');
      const lost = create(at(0), subject).catch(() => 'lost');
      while ((await stored(subject)) === 0 || proxy.cuts() < 2) await sleep(50);
      await replicas[0]?.kill();
      expect([await lost, await locked]).toEqual(['lost', 'lost']);
      proxy.mend();
      expect(await create(balancer.url, subject)).toEqual({
        outcome: 'PARTIAL',
        userErrors: [{ code: 'UNKNOWN_OUTCOME' }],
        ticket: null,
      });
      expect(await stored(subject)).toBe(1);
      // Its lock on the ticket ends with its lease.
      const next = () => update(at(1), { id, changes: { priority: 2 } });
      await expect.poll(next, { timeout: 20_000 }).toEqual({ outcome: 'APPLIED', userErrors: [] });
    });

    /** What the second replica's metrics say of Redis. */
    async function redisReachable(): Promise<number> {
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      return Number(/^rt_graphql_redis_reachable (\d)$/m.exec(metrics)?.[1]);
    }

    test('go on without Redis, but for writes with a key, and say so', async () => {
      const ended = `ended ${randomUUID()}`;
      const before = await create(at(1), ended);
      expect(await redisReachable()).toBe(1);
      await redis.stop();
      await sleep(200);
      const subject = `away ${randomUUID()}`;
      const refused = await create(at(1), subject);
      expect(refused).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 2 });
      // What this replica did itself it knows.
      expect(await create(at(1), ended)).toEqual(before);
      expect(await stored(subject)).toBe(0);
      const { data } = await ask(at(1), '{ viewer { user { name } } }');
      expect(data.viewer.user.name).toBe('root');
      const cookie = `__Host-rtgql=${'x'.repeat(43)}`;
      const unknown = await ask(at(1), '{ viewer { user { name } } }', {}, { cookie });
      expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '2']);
      const ready = await fetch(`${at(1)}/ready`);
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: 'ready', redis: 'unreachable' },
      ]);
      const said = () => replicas[1]?.stdout().match(/Redis is unreachable/g)?.length;
      expect(said()).toBe(1);
      expect(await redisReachable()).toBe(0);

      redis = await startRedis(redis.port);
      for (let tries = 0; tries < 60; tries++) {
        if ((await (await fetch(`${at(1)}/ready`)).json()).redis === 'ready') break;
        await sleep(100);
      }
      expect(await redisReachable()).toBe(1);
      // It began anew and empty, and is given back what this replica knows before it takes new keys.
      expect(before.outcome).toBe('APPLIED');
      expect(await create(at(1), ended)).toEqual(before);
      expect(await stored(ended)).toBe(1);
      await expect.poll(() => create(at(1), subject)).toMatchObject({ outcome: 'APPLIED' });
      expect(await stored(subject)).toBe(1);
    });
  },
);
