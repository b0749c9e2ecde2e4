import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import { RtUnavailableError } from '../../../src/rt/errors.js';

/** Listens, accepts nobody, and has room for one who waits: Node would accept all. */
const listen = `socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(0, inet_aton("127.0.0.1"))); listen(S, 1);
  $| = 1; print((sockaddr_in(getsockname(S)))[0], "\\n"); sleep 60`;

test('a web server that swallows connections is unreachable after two seconds, and has seen nothing', async () => {
  const hole = spawn('perl', ['-MSocket', '-e', listen]);
  const [port] = await once(hole.stdout, 'data');
  const waiting = Array.from({ length: 6 }, () => connect(Number(port), '127.0.0.1'));
  for (const one of waiting) one.on('error', () => undefined);
  await once(waiting[0] as (typeof waiting)[0], 'connect');
  const transport = new Transport({
    url: `http://127.0.0.1:${Number(port)}`,
    concurrency: 4,
    timeoutMs: 10_000,
  });
  const since = Date.now();
  const write = transport.send({ operation: 'edit', path: 'edit', headers: {}, write: true });
  const error = await write.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RtUnavailableError);
  expect(error).toMatchObject({ sent: false });
  expect(Date.now() - since).toBeGreaterThan(0.8 * fixedLimits.maxConnectMs);
  expect(Date.now() - since).toBeLessThan(2 * fixedLimits.maxConnectMs);
  for (const one of waiting) one.destroy();
  hole.kill();
  await transport.close();
});
