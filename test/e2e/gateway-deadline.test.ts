import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type SlowProxy, startSlowProxy } from '../support/http/slow-proxy.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

const delayMs = 1000;
const deadlineMs = 2500;
let rt: Sandbox;
let slow: SlowProxy;
let server: LiveServer;
let ticket: string;

beforeAll(async () => {
  rt = await startSandbox();
  slow = await startSlowProxy(rt.url);
  server = await startLive(slow.url, { RT_REST: '1', OPERATION_TIMEOUT_MS: '6000' });
  const create =
    'mutation { createTicket(input: { queue: "General", subject: "slow" }) { ticket { id } } }';
  ticket = (await ask(create)).data.createTicket.ticket.id;
});
beforeEach(() => {
  slow.requests.length = 0;
  slow.delayMs = () => delayMs;
});
afterAll(async () => {
  await server?.stop();
  await slow?.close();
  await rt?.close();
});

async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
  const start = performance.now();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: basicAuth('root', 'password'),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
  return { ...(await response.json()), ms: performance.now() - start };
}

/** The search, the tickets, and the owners of the tickets, one after the other. */
const read = '{ tickets(query: "id > 0", first: 2) { nodes { subject owner { realName } } } }';
const comment = (text: string) =>
  `commentOnTicket(input: { id: "${ticket}", body: { text: "${text}" } }) { outcome userErrors { code } }`;

describe('three slow requests to RT in a row', () => {
  test.each([
    ['x-envoy-expected-rq-timeout-ms', String(deadlineMs)],
    ['grpc-timeout', `${deadlineMs}m`],
  ])(
    'end when the gateway no longer waits, by %s, and the third is broken off',
    async (name, value) => {
      const { errors, ms } = await ask(read, { [name]: value });
      expect(errors[0]).toMatchObject({ extensions: { code: 'RT_TIMEOUT' } });
      expect(errors[0].message).toContain('gateway');
      expect(Math.abs(ms - deadlineMs)).toBeLessThan(300);
      await expect
        .poll(() => slow.requests.map(({ wasLeft }) => wasLeft))
        .toEqual([false, false, true]);
    },
  );

  test.each([
    ['x-envoy-expected-rq-timeout-ms', '60000'],
    ['x-envoy-expected-rq-timeout-ms', '10 ms'],
    ['grpc-timeout', '0S'],
  ])('have their time where it says %s: %s', async (name, value) => {
    const { errors } = await ask(read, { [name]: value });
    expect(errors).toBeUndefined();
    expect(slow.requests).toHaveLength(3);
    slow.delayMs = () => 2500;
    slow.requests.length = 0;
    const { ms } = await ask(read, { [name]: value });
    expect(Math.abs(ms - 6000)).toBeLessThan(300);
  });
});

test('a write that RT has is not torn when the gateway no longer waits, and no further one is begun', async () => {
  slow.delayMs = (path) => (path.endsWith('/comment') ? 1000 : 0);
  const query = `mutation { first: ${comment('one')} second: ${comment('two')} }`;
  const { data, errors } = await ask(query, { 'grpc-timeout': '500m' });
  expect(data.first).toEqual({ outcome: 'APPLIED', userErrors: [] });
  expect(data.second).toBeNull();
  expect(errors).toMatchObject([{ path: ['second'], extensions: { code: 'RT_TIMEOUT' } }]);
  expect(slow.requests.filter(({ path }) => path.endsWith('/comment'))).toHaveLength(1);
});

test('a write that RT does not have yet is not begun when the gateway no longer waits', async () => {
  slow.delayMs = () => 500;
  const { data, errors } = await ask(`mutation { ${comment('never')} }`, {
    'grpc-timeout': '200m',
  });
  expect(data.commentOnTicket).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'RT_TIMEOUT' } }]);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(slow.requests.filter(({ path }) => path.endsWith('/comment'))).toEqual([]);
});
