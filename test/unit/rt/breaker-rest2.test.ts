import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { readBody } from '../../../src/rt/connection/read-body.js';
import { Transport } from '../../../src/rt/connection/transport.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

/** A road to a web server that answers so. */
async function roadTo(statusOf: (url: string) => number): Promise<Transport> {
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(statusOf(url), { 'content-type': 'text/html' });
    response.end('<html>Bad Gateway</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = new Transport({
    url: `http://127.0.0.1:${port}`,
    concurrency: 4,
    timeoutMs: 1000,
  });
  ends.push(
    () => transport.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  return transport;
}

/** Asks REST 2.0 for so long as the breaker could take to open, and one time more. */
async function askOften(transport: Transport): Promise<void> {
  for (let time = 0; time < 4 * fixedLimits.breakerFailures; time++) {
    if (transport.refusal()) return;
    const request = { rest: 2, method: 'GET', operation: 'rt', path: 'rt' } as const;
    const { body } = await transport.send({ ...request, headers: {}, write: false });
    await readBody(body, 1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each([502, 503, 504])(
  'an RT of which a gateway says HTTP %i is not asked on and on',
  async (status) => {
    const transport = await roadTo(() => status);
    await askOften(transport);
    expect(transport.refusal()).toBeDefined();
  },
);

test.each([
  [
    'a gateway that fails for REST 2.0 alone',
    (url: string) => (url.includes('/REST/2.0') ? 502 : 200),
  ],
  ['failures that are RT’s own', () => 500],
  ['refusals', () => 403],
])('%s is no reason to leave RT alone', async (_, statusOf) => {
  const transport = await roadTo(statusOf);
  await askOften(transport);
  expect(transport.refusal()).toBeUndefined();
});
