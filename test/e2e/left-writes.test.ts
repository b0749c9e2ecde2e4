import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { startFailingProxy } from '../support/http/failing-proxy.js';
import { startCli } from '../support/process/cli-server.js';

test('what the write of a client that has left came to is kept, also when the server stops meanwhile', async () => {
  const sandbox = await startSandbox();
  const slow = await startFailingProxy(sandbox.url);
  const dir = await mkdtemp(join(tmpdir(), 'left-'));
  let comments = 0;
  slow.failing = async (path) => {
    if (!path.endsWith('/comment')) return undefined;
    comments++;
    await sleep(1500);
    return undefined;
  };
  const settings = {
    RT_URL: slow.url,
    RT_USER: 'root',
    RT_PASSWORD: 'password',
    STATE_DIR: dir,
  };
  const comment = (url: string, signal?: AbortSignal) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { commentOnTicket(input: { idempotencyKey: "once", id: "ticket/1", body: { text: "left" } }) {
          outcome historyItem { text } } }`,
      }),
      ...(signal && { signal }),
    });
  try {
    const server = await startCli(settings);
    const leaving = new AbortController();
    const left = comment(server.url, leaving.signal);
    left.catch(() => undefined);
    await expect.poll(() => comments).toBe(1);
    leaving.abort();
    const since = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - since).toBeGreaterThan(1000);
    const next = await startCli(settings);
    const payload = { outcome: 'APPLIED', historyItem: { text: 'left' } };
    expect(await (await comment(next.url)).json()).toEqual({ data: { commentOnTicket: payload } });
    expect(comments).toBe(1);
    expect(await next.stop()).toBe(0);
  } finally {
    await slow.close();
    await sandbox.close();
    await rm(dir, { recursive: true });
  }
});
