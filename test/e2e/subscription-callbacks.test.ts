import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

/** What RT answers is tested elsewhere; here the router counts, which is made of the protocol's documents. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('subscriptions by HTTP callback', ({ url, populated }) => {
  const number = populated.tickets.longHistory;
  const query = 'subscription { ticketsChanged { kind ticket { number } } }';
  // biome-ignore lint/suspicious/noExplicitAny: the messages are the protocol's.
  let told: any[] = [];
  let status = 204;
  const router = createServer(async (request, response) => {
    const message = JSON.parse(await text(request));
    told.push({
      path: request.url,
      protocol: request.headers['subscription-protocol'],
      ...message,
    });
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  let server: LiveServer;
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => router.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(router.address() as AddressInfo).port}`;
    server = await startLive(url, { FEDERATION: 'on', SUBSCRIPTION_CALLBACKS: origin });
  });
  afterAll(async () => {
    await server.stop();
    router.close();
  });
  beforeEach(async () => {
    await until(0);
    told = [];
    status = 204;
  });
  const until = (count: number) =>
    expect.poll(() => server.live.watchers.size, { timeout: 3000 }).toBe(count);

  async function subscribe(more: object = {}, as = 'root') {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json;callbackSpec=1.0; charset=utf-8',
        authorization: credentialsOf(as),
      },
      body: JSON.stringify({
        query,
        extensions: {
          subscription: {
            callbackUrl: `${origin}/callback/17`,
            subscriptionId: '17',
            verifier: 'v',
            heartbeatIntervalMs: 1000,
            ...more,
          },
        },
      }),
    });
    const protocol = answer.headers.get('subscription-protocol');
    return { status: answer.status, protocol, ...((await answer.json()) as object) };
  }

  test('are checked, told, checked again, and end when the router wants no more', async () => {
    expect(await subscribe()).toEqual({ status: 200, protocol: 'callback/1.0', data: null });
    const message = {
      path: '/callback/17',
      protocol: 'callback/1.0',
      kind: 'subscription',
      id: '17',
      verifier: 'v',
    };
    expect(told).toEqual([{ ...message, action: 'check' }]);
    await until(1);
    server.live.change(number);
    await expect.poll(() => told.length).toBe(2);
    expect(told[1]).toEqual({
      ...message,
      action: 'next',
      payload: { data: { ticketsChanged: { kind: 'UPDATED', ticket: { number } } } },
    });
    await expect.poll(() => told.at(-1)?.action, { timeout: 3000 }).toBe('check');
    status = 404;
    await until(0);
  });

  test('end with the router when a result is not taken, and a redirect is not followed', async () => {
    const own = '/callback/18';
    await subscribe({ heartbeatIntervalMs: 0, callbackUrl: `${origin}${own}` });
    await until(1);
    status = 307;
    server.live.change(number);
    await until(0);
    // A last check of the one before may still come.
    const others = told.map(({ path }) => path).filter((path) => path !== '/callback/17');
    expect(others).toEqual([own, own]);
  });

  test('tell how they end', async () => {
    await subscribe({ heartbeatIntervalMs: 0 });
    await until(1);
    server.live.fail(new Error('a fault'));
    await expect
      .poll(() => told.map(({ action }) => action))
      .toEqual(['check', 'next', 'complete']);
    expect(told[1].payload.errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  test('go to no origin that the operator has not allowed, and nowhere unless the router confirms', async () => {
    const port = new URL(origin).port;
    for (const [more, code] of [
      [{ callbackUrl: `http://localhost:${port}/callback/17` }, 403],
      [{ callbackUrl: 'http://169.254.169.254/latest/meta-data' }, 403],
      [{ callbackUrl: `${origin.replace('//', '//user:pass@')}/callback` }, 403],
      [{ callbackUrl: `${origin}.evil.example/` }, 400],
      [{ callbackUrl: 'file:///etc/passwd' }, 403],
      [{ callbackUrl: 17 }, 400],
      [{ verifier: '' }, 400],
      [{ heartbeatIntervalMs: -1 }, 400],
    ] as const) {
      expect([more, (await subscribe(more)).status]).toEqual([more, code]);
    }
    expect(told).toEqual([]);
    status = 404;
    expect(await subscribe()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(server.live.watchers.size).toBe(0);
  });
});
