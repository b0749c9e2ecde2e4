import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { basicAuth, credentialsOf } from '../support/graphql/ask.js';
import { readEvents } from '../support/live/event-reader.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { program } from '../support/process/program.js';
import { runProgram } from '../support/process/run-program.js';
import { freePort } from '../support/real-rt/rt-process.js';

const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('metrics', ({ url, populated }) => {
  let server: CliServer;
  let port: number;
  let dir: string;
  beforeAll(async () => {
    port = await freePort();
    dir = await mkdtemp(join(tmpdir(), 'metrics-'));
    // One process: a balancer would hide which one counts.
    server = await startCli({
      RT_URL: url,
      METRICS_PORT: String(port),
      STATE_DIR: dir,
      POLL_INTERVAL_MS: '300',
    });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  /** Values by name and labels, comments left out. */
  const values = (text: string) =>
    new Map(
      text
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const at = line.lastIndexOf(' ');
          return [line.slice(0, at), Number(line.slice(at + 1))];
        }),
    );
  const ask = (query: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: credentialsOf('alice'),
        ...headers,
      },
      body: JSON.stringify({ query }),
    }).then((response) => response.text());

  test('tell what was asked, what RT was asked for it, and what came of it', async () => {
    await ask(`{ ticket(id: "ticket/${populated.tickets.longHistory}") { subject } }`);
    await ask('{ nothing }');
    await ask(`mutation { createTicket(input: { queue: "General", subject: "x" }) { messages } }`);
    await ask('{ viewer { user { name } } }', { authorization: basicAuth('alice', 'wrong') });
    const seen = values(await scrape());
    expect(seen.get('rt_graphql_operations_total{kind="query",status="OK"}')).toBe(1);
    expect(seen.get('rt_graphql_operations_total{kind="mutation",status="OK"}')).toBe(1);
    const invalid =
      'rt_graphql_operations_total{kind="unknown",status="GRAPHQL_VALIDATION_FAILED"}';
    expect(seen.get(invalid)).toBe(1);
    const created = 'rt_graphql_writes_total{mutation="createTicket",outcome="APPLIED"}';
    expect(seen.get(created)).toBe(1);
    expect(seen.get('rt_graphql_logins_total{outcome="accepted"}')).toBe(1);
    expect(seen.get('rt_graphql_logins_total{outcome="refused"}')).toBe(1);
    const denied = 'rt_graphql_rt_requests_total{rest="1",operation="login",outcome="denied"}';
    expect(seen.get(denied)).toBe(1);
    expect(seen.get('rt_graphql_rt_sessions')).toBeGreaterThan(0);
    expect(seen.get('rt_graphql_batch_size_count{loader="show"}')).toBeGreaterThan(0);
    expect(seen.get('rt_graphql_queue_wait_seconds_count{kind="read"}')).toBeGreaterThan(0);
    expect(seen.get('rt_graphql_rt_response_bytes_total{rest="1"}')).toBeGreaterThan(0);
    expect(seen.get('rt_graphql_breaker_open')).toBe(0);
  });

  // Before logins that fail lock this address out.
  test('are at the address that docs/observability.md tells, as are request IDs', async () => {
    const page = await readFile('docs/observability.md', 'utf8');
    const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(commands).toHaveLength(2);
    const printed = [];
    for (const command of commands) {
      const { host } = new URL(server.url);
      const here = command.replace('127.0.0.1:4000', host).replace(':9464', `:${port}`);
      printed.push(await runProgram('sh', ['-c', here]));
    }
    expect(printed[0]).toContain('x-request-id: order-66');
    expect(printed[1]).toContain('rt_graphql_operations_total');
    await expect.poll(server.stdout).toMatch(/"operation":"Mine".*"requestId":"order-66"/);
  });

  test('count the bytes of uploads, subscriptions and their events, logins and lock-outs', async () => {
    const before = values(await scrape());
    const more = async (series: string) =>
      (values(await scrape()).get(`rt_graphql_${series}`) ?? 0) -
      (before.get(`rt_graphql_${series}`) ?? 0);
    const number = populated.tickets.longHistory;

    const stream = await readEvents(`${server.url}/graphql`, {
      headers: { authorization: credentialsOf('alice') },
      body: {
        query: `subscription { ticketActivity(ticketId: "ticket/${number}") { __typename } }`,
      },
    });
    await expect.poll(() => more('subscriptions')).toBe(1);

    const form = new FormData();
    const query =
      'mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) { outcome } }';
    const attachments = [{ filename: 'a.txt', content: { upload: null } }];
    const input = { id: number, body: { text: 'counted' }, attachments };
    form.append('operations', JSON.stringify({ query, variables: { input } }));
    form.append('map', '{"0":["variables.input.attachments.0.content.upload"]}');
    form.append('0', new Blob(['eleven byte'], { type: 'text/plain' }));
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: credentialsOf('alice'), 'x-graphql-yoga-csrf': '1' },
      body: form,
    });
    expect(await answer.text()).toContain('"outcome":"APPLIED"');
    expect(await more('upload_bytes_total')).toBe(11);
    await expect.poll(() => more('subscription_events_total')).toBeGreaterThan(0);
    stream.leave();
    await expect.poll(() => more('subscriptions')).toBe(0);

    // Five may fail in a minute. The sixth never gets to RT.
    for (let guess = 0; guess < 6; guess++) {
      const headers = { authorization: basicAuth('bob smith', `guess ${guess}`) };
      await ask('{ viewer { user { name } } }', headers);
    }
    expect(await more('logins_total{outcome="refused"}')).toBe(5);
    expect(await more('lock_outs_total{of="user"}')).toBe(1);
  });

  test('have as many series as before, whatever names, tickets and users callers choose', async () => {
    const many = async (from: number) => {
      const ids = Array.from({ length: 40 }, (_, at) => from + at);
      await Promise.all(
        ids.map((at) =>
          ask(
            `query Name${at} { ticket(id: "ticket/${at}") { subject } user(name: "u${at}") { id } }`,
            {
              ...(at % 4 === 0 && { authorization: basicAuth(`user${at}`, 'x') }),
            },
          ),
        ),
      );
      return values(await scrape());
    };
    const [before, after] = [await many(1000), await many(2000)];
    // An outcome may be seen for the first time, but there are few of them.
    expect(after.size - before.size).toBeLessThan(10);
    expect(after.size).toBeLessThan(700);
    expect([...after.keys()].filter((series) => /(?:Name|user|u)[12]\d{3}/.test(series))).toEqual(
      [],
    );
  });

  test('are not at the public port, and nothing else is at theirs', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/graphql`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  test('are what the dashboard asks for, all of them', async () => {
    const text = await scrape();
    const dashboard = JSON.parse(await readFile('docs/grafana.json', 'utf8')) as {
      readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
    };
    const series = new Set([...values(text).keys()].map((one) => one.replace(/\{.*/, '')));
    // What has labels has no series before it is counted for the first time.
    for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\w+)$/gm)) {
      series.add(name);
      if (type === 'histogram') series.add(`${name}_bucket`);
    }
    // This server has no REDIS_URL; test/e2e/replicas.test.ts has.
    series.add('rt_graphql_redis_reachable');
    const asked = dashboard.panels
      .flatMap(({ targets }) => targets)
      .flatMap(({ expr }) => expr.match(/\b(?:rt_graphql|nodejs|process)_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !series.has(name))).toEqual([]);
    const own = [...text.matchAll(/^# TYPE (rt_graphql_\w+) /gm)].map(([, name]) => name);
    const unseen = own.filter((name) => !asked.some((one) => one.replace(/_bucket$/, '') === name));
    expect(unseen).toEqual([]);
    expect(asked).toContain('rt_graphql_redis_reachable');
  });

  test('whose port is taken end the start with one line that names the setting', async () => {
    const env = { PATH: process.env['PATH'] ?? '', RT_URL: url, PORT: '0' };
    const started = runProgram(process.execPath, program, {
      env: { ...env, METRICS_PORT: String(port) },
    });
    await expect(started).rejects.toThrow(
      /ended with 78:\nCannot listen on port \d+ .*Set METRICS_PORT to another/,
    );
  });
});
