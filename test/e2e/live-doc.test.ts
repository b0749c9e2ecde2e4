import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { readEvents } from '../support/live/event-reader.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

const page = readFileSync(new URL('../../docs/live.md', import.meta.url), 'utf8');

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );

describe.each(sharedBackends().filter(({ name }) => name === 'sandbox'))(
  'docs/live.md',
  ({ url, populated }) => {
    let server: LiveServer;
    beforeAll(async () => {
      server = await startLive(url);
    });
    afterAll(() => server.stop());
    const followers = () => server.live.watchers.size;

    test('has a subscription that starts', async () => {
      const [query] = blocks('graphql');
      const reader = await readEvents(`${server.url}/graphql`, {
        headers: { authorization: credentialsOf('root') },
        body: { query },
      });
      await expect.poll(followers).toBe(1);
      reader.leave();
    });

    const programs: readonly (readonly [string, readonly string[], string])[] = [
      // The shell makes way for its command, so that it ends with it.
      ...blocks('sh').map((text) => ['sh', ['-c'], `exec ${text}`] as const),
      ...blocks('js').map(
        (text) => [process.execPath, ['--input-type=module', '--eval'], text] as const,
      ),
    ];
    test.each(programs.map((program, at) => [at + 1, program] as const))(
      'client %i prints what happens',
      async (_, [command, args, text]) => {
        await expect.poll(followers).toBe(0);
        const { host } = new URL(server.url);
        const child: ChildProcess = spawn(command, [...args, text.replace('127.0.0.1:4000', host)]);
        let printed = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream?.on('data', (chunk: Buffer) => {
            printed += chunk.toString();
          });
        }
        await expect.poll(followers, { timeout: 10_000, message: printed }).toBe(1);
        server.live.change(populated.tickets.longHistory);
        await expect.poll(() => printed).toMatch(/kind"?: ?["']UPDATED["']/);
        child.kill();
      },
    );
  },
);
