import { spawn } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type LookupFunction } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { readBody } from '../../../src/rt/connection/read-body.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import { createReadiness } from '../../../src/server/readiness.js';
import { ok } from '../../support/rest1/fake-rt.js';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0).reverse()) await end();
});

/** Listens, accepts nobody, and has room for one who waits: whoever comes then gets no answer at all. */
const listen = (port: number) => `socket(S, PF_INET6, SOCK_STREAM, 0);
  bind(S, pack_sockaddr_in6(${port}, inet_pton(AF_INET6, "::1"))) or die; listen(S, 1); $| = 1; print "\\n"; sleep 60`;

/** An RT at 127.0.0.1 whose name leads to ::1 first, where the same port swallows connections. */
async function startRt(): Promise<string> {
  const server = createServer((_, response) => response.end(`${ok}\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const hole = spawn('perl', ['-MSocket=:all', '-e', listen(port)]);
  await once(hole.stdout, 'data');
  const waiting = Array.from({ length: 6 }, () => connect(port, '::1'));
  for (const one of waiting) one.on('error', () => undefined);
  await once(waiting[0] as (typeof waiting)[0], 'connect');
  ends.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => hole.kill(),
    () => waiting.forEach((one) => void one.destroy()),
  );
  const lookUp: LookupFunction = (_name, { all }, tell) => {
    const [dead, alive] = [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    if (all) tell(null, [dead, alive]);
    else tell(null, dead.address, dead.family);
  };
  vi.spyOn(dns, 'lookup').mockImplementation(lookUp as unknown as typeof dns.lookup);
  return `http://rt.example:${port}`;
}

test.each([false, true])(
  'an RT whose IPv6 address is dead is reached in time (write: %s)',
  async (write) => {
    const url = await startRt();
    const transport = new Transport({ url, concurrency: 2, timeoutMs: 10_000 });
    ends.push(() => transport.close());
    const start = performance.now();
    const { body } = await transport.send({ operation: 'show', path: 'show', headers: {}, write });
    expect((await readBody(body, 1000)).toString()).toContain(ok);
    expect(performance.now() - start).toBeLessThan(2500);
    // It was tried first.
    expect(performance.now() - start).toBeGreaterThan(100);
  },
);

test('an RT whose IPv6 address is dead is ready', async () => {
  expect(await createReadiness(await startRt())()).toBeUndefined();
});
