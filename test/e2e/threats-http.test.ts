import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { dripUntilCut, rawAnswer, rawConnection } from '../support/http/slow-client.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { testWorld } from '../support/world/world.js';

let sandbox: Sandbox;
let rt: RecordingProxy;
let server: CliServer;

beforeAll(async () => {
  sandbox = await startSandbox({ world: testWorld });
  rt = await recordingProxy(sandbox.url);
  server = await startCli({
    RT_URL: rt.url,
    LOG_LEVEL: 'warn',
    GRAPHIQL: 'off',
    CORS_ORIGINS: 'https://ok.example',
    MAX_UPLOAD_BYTES: '65536',
  });
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
  await sandbox?.close();
});

const authorization = credentialsOf('root');
const json = { 'content-type': 'application/json', authorization };
const viewer = '{"query":"{ viewer { user { name } } }"}';
const post = (body: BodyInit, headers: Readonly<Record<string, string>> = json) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
const head = (...lines: readonly string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    `authorization: ${authorization}`,
    ...lines,
    '',
    '',
  ].join('\r\n');
const isAlive = async () => expect(await (await post(viewer)).text()).toContain('"name":"root"');

describe('a request that servers may read in two ways', () => {
  test.each([
    [
      'two lengths',
      head('content-type: application/json', 'content-length: 5', 'content-length: 41') + viewer,
    ],
    [
      'a length and chunks',
      head('content-type: application/json', 'content-length: 41', 'transfer-encoding: chunked') +
        viewer,
    ],
    ['no host', `POST /graphql HTTP/1.1\r\ncontent-length: 0\r\n\r\n`],
    ['an invalid host', head('host: a b', 'content-length: 0').replace('host: localhost\r\n', '')],
    ['a URL of another server', `GET http://evil.example/graphql HTTP/1.1\r\nhost: \r\n\r\n`],
    ['a line that ends too early', `GET / HTTP/1.1\nhost : x\r\n\r\n`],
    ['bytes that are not HTTP', '\u0016\u0003\u0001\u0002\u0000'],
  ])('%s is 400 and tells nothing of the server', async (_, bytes) => {
    const answer = await rawAnswer(server.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/node_modules|at .*:\d+:\d+|TypeError/);
  });

  test('an invalid host is answered with the security headers too', async () => {
    const answer = await rawAnswer(server.url, 'GET /health HTTP/1.1\r\nhost: a b\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(answer).toMatch(/^cache-control: no-store\r$/im);
  });

  test('a header or URL of 20,000 bytes is 431', async () => {
    const long = 'x'.repeat(20_000);
    expect(await rawAnswer(server.url, head(`x-long: ${long}`, 'content-length: 0'))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(await rawAnswer(server.url, `GET /${long} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });

  test('headers after the hundredth are not seen', async () => {
    const many = Array.from({ length: 120 }, (_, at) => `x-${at}: 1`);
    const lines = [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      ...many,
      `authorization: ${authorization}`,
    ];
    const answer = await rawAnswer(
      server.url,
      [
        ...lines,
        'content-type: application/json',
        `content-length: ${viewer.length}`,
        '',
        viewer,
      ].join('\r\n'),
    );
    expect(answer).not.toContain('"name":"root"');
    await isAlive();
  });
});

describe('a body', () => {
  test.each([
    ['of numbers for a query', '{"query":123}'],
    ['of text for variables', '{"query":"{ __typename }","variables":"{}"}'],
    ['of a list for an operation’s name', '{"query":"{ __typename }","operationName":["x"]}'],
    ['with parameters that nobody knows', '{"query":"{ __typename }","xx":1}'],
    ['without a query', '{}'],
  ])('%s is 400', async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test('that says two things does the one that it is checked for', async () => {
    const twice =
      '{"query":"{ __typename }","query":"mutation { createTicket(input: { queue: \\"General\\" }) { outcome } }"}';
    expect((await post(twice, { 'content-type': 'application/json' })).status).toBe(401);
    expect(await (await post(twice)).text()).toContain('APPLIED');
  });

  test('that is not UTF-8 is 400', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"query":"{ __typename } #'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect((await post(bytes)).status).toBe(400);
  });

  test('beyond the limit is 413, whether it says so or not, and takes no memory', async () => {
    const large = `{"query":"{ __typename } #${'x'.repeat(2_000_000)}"}`;
    const before = await server.memory();
    for (let round = 0; round < 10; round++) {
      expect((await post(large)).status).toBe(413);
      const chunks = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from(large));
          controller.close();
        },
      });
      const init = { method: 'POST', headers: json, body: chunks, duplex: 'half' };
      expect((await fetch(`${server.url}/graphql`, init)).status).toBe(413);
    }
    expect((await server.memory()) - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('an answer', () => {
  test('of an unknown path does not name the software', async () => {
    for (const path of [
      '/x',
      '/metrics',
      '/graphql/x',
      '//evil.example/%2f..',
      '/graphiql/assets/%2e%2e/package.json',
    ]) {
      const response = await fetch(`${server.url}${path}`, {
        headers: { authorization, accept: 'text/html' },
        redirect: 'manual',
      });
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toBe(
        '{"errors":[{"message":"Nothing is served at this path.","extensions":{"code":"NOT_FOUND"}}]}',
      );
    }
  });

  test('with GraphiQL off is not a page', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    const told = await response.text();
    expect(told).toContain('GraphiQL is off');
    expect(told).not.toMatch(/<script|<link|src=/);
  });

  test('names no software, and does not repeat the host that was asked for', async () => {
    const body = '{"query":"{ rtServer { webUrl } viewer { user { name } } }"}';
    const answer = await rawAnswer(
      server.url,
      `POST /graphql HTTP/1.1\r\nhost: evil.example\r\nauthorization: ${authorization}\r\nx-forwarded-host: evil.example\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).not.toContain('evil.example');
    expect(answer).not.toMatch(/^(?:x-powered-by|server):/im);
    // Over plain HTTP the server does not promise TLS.
    expect(answer).not.toMatch(/^strict-transport-security:/im);
  });

  test('to an origin that only looks like one that is allowed does not let it read', async () => {
    for (const origin of [
      'https://ok.example.evil.com',
      'https://evilok.example',
      'null',
      'http://ok.example',
      'https://ok.example:444',
      'HTTPS://OK.EXAMPLE',
    ]) {
      const response = await post(viewer, { ...json, origin });
      expect([origin, response.headers.get('access-control-allow-origin')]).toEqual([origin, null]);
      expect(response.headers.get('vary')?.toLowerCase()).toContain('origin');
    }
  });

  test('to a preflight asks nothing of RT', async () => {
    const before = rt.requests.length;
    const headers = { origin: 'https://ok.example', 'access-control-request-method': 'POST' };
    for (let sent = 0; sent < 200; sent += 20) {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers }),
        ),
      );
    }
    expect(rt.requests.length).toBe(before);
  });
});

test('a line break in a user name or id reaches neither RT nor a header', async () => {
  const before = rt.requests.length;
  const user = `Basic ${Buffer.from('alice\r\nx: y:secret').toString('base64')}`;
  expect((await post(viewer, { ...json, authorization: user })).status).toBe(401);
  const bytes = head('x: 1', 'content-length: 0').replace(
    /authorization: .*/,
    'authorization: token a\rb',
  );
  expect(await rawAnswer(server.url, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  const id = '{"query":"{ ticket(id: \\"1\\\\r\\\\nX: y\\") { id } }"}';
  expect(await (await post(id)).text()).toContain('BAD_USER_INPUT');
  expect(rt.requests.length).toBe(before);
});

describe('slow and idle clients', () => {
  test('are cut, and nobody waits for them', async () => {
    const idle = Array.from({ length: 300 }, () => rawConnection(server.url));
    const slowBodies = Array.from({ length: 20 }, () =>
      dripUntilCut(server.url, head('content-type: application/json', 'content-length: 1000'), '{'),
    );
    const slowHeaders = Array.from({ length: 100 }, () =>
      dripUntilCut(server.url, 'POST /graphql HTTP/1.1\r\nhost: x\r\n', 'x-slow: y'),
    );
    await sleep(1000);
    const times: number[] = [];
    for (let asked = 0; asked < 30; asked++) {
      const start = performance.now();
      await isAlive();
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    expect(times[28]).toBeLessThan(1000);
    // Ten seconds for the headers, looked after every second.
    expect(Math.max(...(await Promise.all(slowHeaders)))).toBeLessThan(15_000);
    // Thirty for all of it.
    expect(Math.max(...(await Promise.all(slowBodies)))).toBeLessThan(35_000);
    await isAlive();
    for (const { socket } of idle) socket.destroy();
  });

  test('that stop reading an answer hold no memory', async () => {
    const before = await server.memory();
    const query =
      '{"query":"{ __schema { types { name description fields { name description args { name description } } } } }"}';
    const lines = ['content-type: application/json', `content-length: ${query.length}`];
    const readers = Array.from({ length: 40 }, () => {
      const connection = rawConnection(server.url, head(...lines) + query);
      connection.socket.pause();
      return connection;
    });
    await sleep(2000);
    await isAlive();
    expect((await server.memory()) - before).toBeLessThan(150 * 1024 * 1024);
    for (const { socket } of readers) socket.destroy();
  });
});
