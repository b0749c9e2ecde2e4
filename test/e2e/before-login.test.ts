import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { basicAuth } from '../support/graphql/ask.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { type FakeRt, startFakeRt } from '../support/rest1/fake-rt.js';

const mib = 1024 * 1024;
const json = { 'content-type': 'application/json' };

let rt: FakeRt;
let server: CliServer;
let disk: string;

beforeAll(async () => {
  [rt, disk] = await Promise.all([startFakeRt(), mkdtemp(join(tmpdir(), 'before-login-'))]);
  server = await startCli({
    RT_URL: rt.url,
    LOG_LEVEL: 'silent',
    TMPDIR: disk,
    // Every client of this test is another address, and so has failed logins of its own.
    TRUSTED_PROXIES: '127.0.0.1',
    NODE_OPTIONS: '--max-old-space-size=200',
  });
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
  await rm(disk, { recursive: true, force: true });
});
// A broken connection is as good a refusal as an answer, so the server has to show that it lives.
afterEach(async () => {
  expect(server.exitCode()).toBeNull();
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

/** Who comes without credentials that RT would take. */
const strangers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['none', {}],
  ['an empty header', { authorization: '' }],
  ['an unknown scheme', { authorization: 'Digest username="alice"' }],
  ['Basic without a colon', { authorization: `Basic ${btoa('alice')}` }],
  ['Basic that is not Base64', { authorization: 'Basic !!!' }],
  ['a token with a blank', { authorization: 'token a b' }],
];

/** The status line and headers that come while the body does not. */
function answerToHead(type: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let told = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    socket.once('close', () => resolve(told)).once('error', reject);
    const lines = Object.entries({ 'x-graphql-yoga-csrf': '1', ...headers });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${13 * mib}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
  });
}

describe('credentials that cannot be right', () => {
  test.each(strangers)('such as %s are 401 before the body is read', async (_, headers) => {
    const [before, start] = [rt.requests.length, performance.now()];
    for (const type of ['application/json', 'multipart/form-data; boundary=b']) {
      const told = await answerToHead(type, headers);
      expect(told).toMatch(/^HTTP\/1\.1 401 /);
      expect(told).toMatch(/^www-authenticate: .*Basic/im);
      expect(told).toContain('"code":"UNAUTHENTICATED"');
    }
    expect(performance.now() - start).toBeLessThan(3000);
    expect(rt.requests.length).toBe(before);
  });
});

/** Sends bodies all at once, each from an address of its own; returns their statuses and the time they took up. */
async function flood(
  bodies: readonly (Uint8Array<ArrayBuffer> | FormData)[],
  headers: Record<string, string>,
) {
  const before = await server.cpuSeconds();
  const statuses = await Promise.all(
    bodies.map(async (body, at) => {
      const init = {
        method: 'POST',
        body,
        headers: { 'x-forwarded-for': `10.0.0.${at}`, ...headers },
      };
      const answer = await fetch(`${server.url}/graphql`, init).catch(() => undefined);
      await answer?.text().catch(() => undefined);
      return answer?.status;
    }),
  );
  return { statuses, seconds: (await server.cpuSeconds()) - before };
}

const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const madeUp = (at = 0) => basicAuth(`nobody${at}`, 'made up');

describe('bodies of callers whom RT does not know', () => {
  test('take no time to speak of, however deep they are', async () => {
    const headers = { ...json, authorization: madeUp(1) };
    const { statuses, seconds } = await flood(
      times(8, () => Buffer.from('['.repeat(13 * mib))),
      headers,
    );
    for (const status of statuses) expect([400, 401, undefined]).toContain(status);
    expect(seconds).toBeLessThan(3);
  });

  test.each([
    ['text', (at: number) => `{"query":"{ a }","variables":{"a":"${`${at}`.repeat(13 * mib)}"}}`],
    [
      'numbers',
      (at: number) => `{"query":"{ a }","variables":{"a":[${`${at},`.repeat(5 * mib)}1]}}`,
    ],
  ])('are read to 256 KiB and no further, if they are %s', async (_, make) => {
    const before = { logins: rt.logins, memory: await server.memory() };
    const headers = { ...json, authorization: madeUp(2) };
    const { statuses, seconds } = await flood(
      times(8, (at) => Buffer.from(make(at))),
      headers,
    );
    for (const status of statuses) expect([400, 401, 429, undefined]).toContain(status);
    expect(seconds).toBeLessThan(3);
    expect(rt.logins - before.logins).toBeLessThanOrEqual(8);
    expect((await server.memory()) - before.memory).toBeLessThan(80 * mib);
  });

  test('leave no file on the disk', async () => {
    const form = () => {
      const data = new FormData();
      data.set('operations', '{"query":"mutation { a }","variables":{"f":null}}');
      data.set('map', '{"0":["variables.f"]}');
      data.set('0', new Blob([Buffer.alloc(9 * mib)]), 'a.bin');
      return data;
    };
    const csrf = { 'x-graphql-yoga-csrf': '1' };
    const seen = new Set<string>();
    let busy = true;
    const watch = (async () => {
      while (busy) {
        for (const name of await readdir(disk)) if (name.startsWith('rt-graphql-')) seen.add(name);
        await sleep(5);
      }
    })();
    for (const headers of [{}, { authorization: 'Basic !' }, { authorization: madeUp(3) }]) {
      const { statuses } = await flood(times(7, form), { ...csrf, ...headers });
      for (const status of statuses) expect([401, 429, undefined]).toContain(status);
    }
    busy = false;
    await watch;
    expect([...seen]).toEqual([]);
  });

  test('are remembered nowhere, though a thousand invalid documents have errors of half a megabyte', async () => {
    /** Every pair of its branches conflicts. */
    const branches = (depth: number, leaf: string): string =>
      depth === 0 ? leaf : `parent{${branches(depth - 1, leaf)}}`.repeat(2);
    const document = (at: number) =>
      `{attachment(id:${at}){${branches(4, 'a:id')}${branches(3, 'parent{a:filename}')}}}`;
    expect(document(999).length).toBeLessThan(700);
    for (let sent = 0; sent < 1000; sent += 20) {
      const statuses = await Promise.all(
        times(20, async (at) => {
          const body = JSON.stringify({ query: document(sent + at) });
          const headers = { ...json, authorization: madeUp(4) };
          const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
          await answer.text();
          return answer.status;
        }),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
    }
    expect(await server.memory()).toBeLessThan(400 * mib);
  });
});

test('a caller whom RT knows may send a large body, and is let in once', async () => {
  const before = rt.logins;
  const query = 'query ($a: String) { __typename @include(if: true) t: __typename }';
  const body = JSON.stringify({
    query: query.replace('($a: String) ', ''),
    variables: { a: 'x'.repeat(mib) },
  });
  const headers = { ...json, authorization: basicAuth('alice', 'secret') };
  for (let round = 0; round < 3; round++) {
    const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query', t: 'Query' } });
  }
  expect(rt.logins - before).toBe(1);
});
