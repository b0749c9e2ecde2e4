import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Rest2Presence } from '../../../src/rt/connection/rest2-presence.js';
import { Transport } from '../../../src/rt/connection/transport.js';

let server: Server;
let transport: Transport;
let asked: { readonly url: string; readonly cookie: string; readonly authorization: string }[];
let reasons: string[];
let answer: { status: number; type: string; body: string };
const there = {
  status: 401,
  type: 'application/json; charset="utf-8"',
  body: '{"message":"Unauthorized"}',
};

beforeEach(async () => {
  asked = [];
  reasons = [];
  answer = there;
  server = createServer((request, response) => {
    const { cookie = '', authorization = '' } = request.headers;
    asked.push({ url: request.url ?? '', cookie, authorization });
    response.writeHead(answer.status, { 'content-type': answer.type });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  transport = new Transport({
    url: `http://127.0.0.1:${port}/rt`,
    concurrency: 2,
    timeoutMs: 2000,
    observer: { fellBack: (reason) => reasons.push(reason) },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a refusal in JSON is REST 2.0, asked for once, by nobody, below RT’s own path', async () => {
  const presence = new Rest2Presence(transport, { isAllowed: true });
  const answers = await Promise.all([presence.isThere(), presence.isThere()]);
  expect([...answers, await presence.isThere()]).toEqual([true, true, true]);
  expect(asked).toEqual([{ url: '/rt/REST/2.0/rt', cookie: '', authorization: '' }]);
});

test.each([
  ['RT 4’s login page', { status: 302, type: 'text/html', body: '' }],
  ['a page of RT 4', { status: 404, type: 'text/html', body: '<html>' }],
  ['a path that a proxy closes', { status: 403, type: 'text/html', body: '<html>' }],
  ['a login page of a proxy', { status: 200, type: 'text/html', body: '<html>' }],
  ['a proxy’s own login', { status: 401, type: 'text/html', body: '<html>' }],
])('%s is its absence, which is remembered for a while', async (_, page) => {
  answer = page;
  const presence = new Rest2Presence(transport, { isAllowed: true });
  expect(await presence.isThere()).toBe(false);
  answer = there;
  expect(await presence.isThere()).toBe(false);
  expect(asked).toHaveLength(1);
  vi.useFakeTimers({ now: Date.now() + 6 * 60_000, toFake: ['Date'] });
  expect(await presence.isThere()).toBe(true);
});

test('an RT that is away says nothing about REST 2.0, which is looked for soon', async () => {
  answer = { status: 503, type: 'text/html', body: '<html>' };
  const presence = new Rest2Presence(transport, { isAllowed: true });
  expect(await presence.isThere()).toBe(false);
  answer = there;
  expect(await presence.isThere()).toBe(false);
  vi.useFakeTimers({ now: Date.now() + 3000, toFake: ['Date'] });
  expect(await presence.isThere()).toBe(true);
});

test('what failed is looked for again at once, and counted', async () => {
  const presence = new Rest2Presence(transport, { isAllowed: true });
  expect(await presence.isThere()).toBe(true);
  answer = { status: 404, type: 'text/html', body: '<html>' };
  presence.doubt('short');
  expect(await presence.isThere()).toBe(true);
  presence.doubt('status');
  expect(await presence.isThere()).toBe(false);
  expect(reasons).toEqual(['short', 'status']);
});

test('nothing is asked where REST 1.0 alone is allowed', async () => {
  expect(await new Rest2Presence(transport, { isAllowed: false }).isThere()).toBe(false);
  expect(asked).toEqual([]);
});
