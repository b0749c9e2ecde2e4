import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { appFor, credentialsOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { startCli } from '../support/process/cli-server.js';
import { testWorld } from '../support/world/world.js';

test('the script that follows a queue has each change once, however often it is killed', async () => {
  const sandbox = await startSandbox({ world: testWorld });
  const server = await startCli({ RT_URL: sandbox.url, LOG_LEVEL: 'fatal' });
  const app = appFor(sandbox.url);
  const folder = await mkdtemp(join(tmpdir(), 'follow-'));
  const file = join(folder, 'changes.jsonl');
  const start = (every: string): ChildProcess =>
    spawn(
      process.execPath,
      [
        'examples/follow-queue/follow.mjs',
        '--file',
        file,
        '--every',
        every,
        '--url',
        `${server.url}/graphql`,
      ],
      { env: { ...process.env, RT_AUTHORIZATION: credentialsOf('root') }, stdio: 'inherit' },
    );
  try {
    const first = start('0');
    await once(first, 'exit');
    const id = await newTicket(app, { queue: 'General' });
    let script = start('0.02');
    for (let change = 1; change <= 40; change++) {
      await mutate(app, 'updateTicket', { id, changes: { priority: change } });
      if (change % 5 > 0) continue;
      await sleep(40 * (change % 7));
      script.kill('SIGKILL');
      await once(script, 'exit');
      script = start('0.02');
    }
    script.kill('SIGKILL');
    await once(script, 'exit');
    const last = start('0');
    await once(last, 'exit');
    expect(last.exitCode).toBe(0);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind !== undefined);
    expect(events.map(({ kind, number }) => [kind, number])).toEqual([
      ['CREATED', id],
      ...Array(40).fill(['UPDATED', id]),
    ]);
  } finally {
    await rm(folder, { recursive: true });
    await app.close();
    await server.stop();
    await sandbox.close();
  }
});
