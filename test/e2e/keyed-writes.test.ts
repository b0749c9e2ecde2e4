import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, credentialsOf, dataOf } from '../support/graphql/ask.js';
import { type CuttingProxy, cuttingProxy } from '../support/http/cutting-proxy.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';

/** Creating a ticket, by REST 1.0 and 2.0. */
const creation = /ticket\/new|2\.0\/ticket /;

describe.each(sharedBackends().slice(0, 1))('a keyed write on $name', ({ url }) => {
  const app = appFor(url);
  let proxy: CuttingProxy;
  const servers: CliServer[] = [];
  const directory = mkdtempSync(join(tmpdir(), 'state-'));
  beforeAll(async () => {
    proxy = await cuttingProxy(url);
  });
  afterEach(() => proxy.mend());
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all([app.close(), proxy.close()]);
    rmSync(directory, { recursive: true });
  });

  let subject: string;
  beforeEach(() => {
    subject = `keyed ${randomUUID()}`;
  });

  async function serve(env: Readonly<Record<string, string>> = {}): Promise<CliServer> {
    const server = await startCli({ RT_URL: proxy.url, ...env });
    servers.push(server);
    // The first request finds out who the caller is, by the form of a new ticket.
    const own = subject;
    subject = `${own} first`;
    await create(server);
    subject = own;
    return server;
  }

  async function create(server: CliServer, signal?: AbortSignal) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: credentialsOf('root') },
      body: JSON.stringify({
        query: `mutation ($subject: String!) { createTicket(input: { queue: "General", subject: $subject, idempotencyKey: $subject }) {
          outcome userErrors { code } ticket { number }
        } }`,
        variables: { subject },
      }),
      ...(signal && { signal }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
    return ((await response.json()) as any).data?.createTicket;
  }

  async function stored(): Promise<number> {
    const query = `query ($subject: String!) { ticketCount(filter: { subject: { eq: $subject } }) }`;
    return (await dataOf(app, { query, variables: { subject } })).ticketCount;
  }

  async function untilStored(): Promise<void> {
    while ((await stored()) === 0) await sleep(50);
  }

  const unknown = {
    outcome: 'PARTIAL',
    userErrors: [{ code: 'UNKNOWN_OUTCOME' }],
    ticket: null,
  };

  test('whose client leaves is told in full to its retry', async () => {
    const server = await serve({ OPERATION_TIMEOUT_MS: '1500' });
    const leaving = new AbortController();
    proxy.hold(creation);
    const left = create(server, leaving.signal).catch(() => 'left');
    await untilStored();
    leaving.abort();
    expect(await left).toBe('left');
    await sleep(50);
    proxy.mend();
    const { outcome, userErrors, ticket } = await create(server);
    expect({ outcome, userErrors }).toEqual({ outcome: 'APPLIED', userErrors: [] });
    expect(ticket.number).toBeGreaterThan(0);
    expect(await stored()).toBe(1);
  });

  test('that runs is waited for, as long as the second request has time', async () => {
    const [server] = servers;
    if (!server) throw new Error('the first test starts a server');
    proxy.hold(creation);
    const first = create(server);
    await untilStored();
    expect(await create(server)).toEqual(unknown);
    proxy.mend();
    await first;
    expect(await stored()).toBe(1);
  });

  test('has a STATE_DIR of one process: a second one does not start', async () => {
    const env = { STATE_DIR: directory, LOG_LEVEL: 'fatal' };
    const first = await startCli(env);
    await expect(startCli(env)).rejects.toThrow('STATE_DIR is in use by another process.');
    await first.kill();
    const next = await startCli(env);
    expect(await next.stop()).toBe(0);
  });

  test('outlasts the server where there is a STATE_DIR: what ended is told, and what did not is unknown', async () => {
    const env = { STATE_DIR: directory };
    const before = await serve(env);
    const ended = await create(before);
    const endedSubject = subject;
    subject = `${subject} begun`;
    proxy.hold(creation);
    const lost = create(before).catch(() => 'lost');
    await untilStored();
    await before.kill();
    expect(await lost).toBe('lost');
    proxy.mend();

    const after = await serve(env);
    expect(await create(after)).toEqual(unknown);
    expect(await stored()).toBe(1);
    subject = endedSubject;
    expect(await create(after)).toEqual(ended);
    expect(await stored()).toBe(1);
  });
});
