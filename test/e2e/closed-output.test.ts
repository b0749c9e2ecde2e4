import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';

let rt: Sandbox;
let server: CliServer;
beforeAll(async () => {
  rt = await startSandbox();
  server = await startCli({ RT_URL: rt.url });
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
});

test('a server whose output nobody reads any more serves on, and stops as always', async () => {
  const ask = async (query: string) =>
    (
      await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: basicAuth('root', 'password'),
        },
        body: JSON.stringify({ query }),
      })
    ).json();
  const viewer = '{ viewer { user { name } } }';
  await ask(viewer);
  await expect.poll(server.stdout).toContain('"kind":"query"');
  server.closeOutput();
  // Each of them has a line in the log.
  for (let times = 0; times < 20; times++) {
    expect(await ask(viewer)).toEqual({ data: { viewer: { user: { name: 'root' } } } });
  }
  expect(server.exitCode()).toBeNull();
  expect(await server.stop()).toBe(0);
});
