import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { readyLog } from '../../../src/server/observe/ready-log.js';
import { createReadiness } from '../../../src/server/readiness.js';

function recorded() {
  const lines: unknown[] = [];
  const note =
    (level: string) =>
    (...told: readonly unknown[]) =>
      lines.push([level, ...told]);
  return { lines, log: { warn: note('warn'), info: note('info') } as never };
}

test('not being ready is logged once for each cause, and so is being ready again', () => {
  const { lines, log } = recorded();
  const tell = readyLog(log);
  const late = { cause: 'timeout', message: 'Late.' } as const;
  const gone = { cause: 'dns', message: 'Gone.' } as const;
  for (const answer of [undefined, late, late, gone, gone, undefined, undefined, late])
    tell(answer);
  expect(lines).toEqual([
    ['warn', { cause: 'timeout', why: 'Late.' }, 'not ready'],
    ['warn', { cause: 'dns', why: 'Gone.' }, 'not ready'],
    ['info', 'ready again'],
    ['warn', { cause: 'timeout', why: 'Late.' }, 'not ready'],
  ]);
});

test('the log hears of each probe', async () => {
  let status = 404;
  const server = createServer((_, response) =>
    response.writeHead(status).end('RT/5.0.3 401 Credentials required\n'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { lines, log } = recorded();
  const ready = createReadiness(`http://127.0.0.1:${port}`, readyLog(log));
  await Promise.all([ready(), ready()]);
  status = 200;
  await sleep(fixedLimits.maxProbeAgeMs + 50);
  expect(await ready()).toBeUndefined();
  server.close();
  expect(lines).toEqual([
    ['warn', { cause: 'path', why: expect.stringContaining('404') }, 'not ready'],
    ['info', 'ready again'],
  ]);
});
