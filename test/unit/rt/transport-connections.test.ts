import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/rt/connection/read-body.js';
import { Transport } from '../../../src/rt/connection/transport.js';

test('requests one after the other share one connection, and with it one worker of RT', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.end('RT/5.0.3 200 Ok\n\n'));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = new Transport({
    url: `http://127.0.0.1:${port}`,
    concurrency: 4,
    timeoutMs: 1000,
  });
  for (let left = 10; left > 0; left--) {
    const { body } = await transport.send({
      operation: 'show',
      path: 'show',
      headers: {},
      write: false,
    });
    await readBody(body, 1000);
  }
  expect(connections).toBe(1);
  await transport.close();
  await new Promise((resolve) => server.close(resolve));
});
