import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { freePort } from '../support/real-rt/rt-process.js';

let server: CliServer | undefined;
let rt: Sandbox | undefined;
afterEach(async () => {
  await server?.stop();
  await rt?.close();
});

test('a server that starts while RT is down is alive, says that it is not ready, and serves once RT is up', async () => {
  const port = await freePort();
  server = await startCli({ RT_URL: `http://127.0.0.1:${port}` });
  const { url } = server;
  const ask = () =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: basicAuth('root', 'password'),
      },
      body: JSON.stringify({ query: '{ viewer { user { name } } }' }),
    });
  const statusOf = async (path: string) => (await fetch(`${url}${path}`)).status;
  expect([await statusOf('/health'), await statusOf('/ready')]).toEqual([200, 503]);
  expect(await (await ask()).json()).toMatchObject({
    errors: [{ extensions: { code: 'RT_UNAVAILABLE' } }],
  });

  rt = await startSandbox({ port });
  await expect.poll(() => statusOf('/ready')).toBe(200);
  // A server that has found RT to be down asks it again after 10 s at the latest.
  await expect
    .poll(async () => (await ask()).json(), { interval: 500 })
    .toEqual({ data: { viewer: { user: { name: 'root' } } } });
  expect(server.exitCode()).toBeNull();
});
