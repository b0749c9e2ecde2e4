import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { appFor, credentialsOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { readEvents } from '../support/live/event-reader.js';
import { startCli } from '../support/process/cli-server.js';
import { runProgram } from '../support/process/run-program.js';
import { startRealRt } from '../support/real-rt/real-rt.js';
import { type RtVersion, realRtAvailable, rtInstall } from '../support/real-rt/rt-install.js';
import { testWorld } from '../support/world/world.js';

const doc = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
const code = /```perl\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
const script = fileURLToPath(new URL('../support/real-rt/rt-scrip.pl', import.meta.url));
const secret = 'a secret of the test, 32 letters and more';

const versions: readonly RtVersion[] = [5, 4];

describe.runIf(process.env['TEST_BACKENDS'] !== 'sandbox')('the scrip of docs/webhooks.md', () => {
  test.each(versions.filter(realRtAvailable))(
    'tells a change at once on RT %i, though nobody looks for ten minutes, and harms no write when nobody listens',
    async (version) => {
      const rt = await startRealRt(version, testWorld);
      const server = await startCli({
        RT_URL: rt.url,
        LOG_LEVEL: 'fatal',
        NUDGE_SECRET: secret,
        POLL_INTERVAL_MS: '600000',
      });
      const api = appFor(rt.url);
      try {
        const input = code
          .replace('http://127.0.0.1:4000', server.url)
          .replace('Bearer NUDGE_SECRET', `Bearer ${secret}`);
        expect(input).toContain(secret);
        const { lib } = rtInstall(version);
        await runProgram('perl', [`-I${lib}`, script], { env: rt.env, input });
        const id = await newTicket(api, {});
        const stream = await readEvents(`${server.url}/graphql`, {
          headers: { authorization: credentialsOf('root') },
          body: {
            query: `subscription { ticketsChanged(query: "id = ${id}") { kind ticket { priority } } }`,
          },
        });
        const delays: number[] = [];
        for (const priority of [1, 2, 3, 4, 5]) {
          await mutate(api, 'updateTicket', { id, changes: { priority } });
          const began = Date.now();
          await expect
            .poll(() => stream.events.length, { timeout: 10_000, interval: 5 })
            .toBe(priority);
          delays.push(Date.now() - began);
        }
        // A busy machine is slow once; five times it would be the interval's fault, which is ten minutes.
        expect(Math.min(...delays)).toBeLessThan(1000);
        stream.leave();
        await server.stop();
        await mutate(api, 'updateTicket', { id, changes: { priority: 6 } });
      } finally {
        await api.close();
        await server.stop();
        await rt.stop();
      }
    },
  );
});
