import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type RawConnection, rawConnection } from '../support/http/slow-client.js';
import { type FakeRt, startFakeRt } from '../support/rest1/fake-rt.js';

const mib = 1024 * 1024;

let rt: FakeRt;
let server: Listening;

beforeAll(async () => {
  rt = await startFakeRt();
  const log = createLogger('silent');
  // Every client is another address, and so has failed logins of its own.
  const env = { RT_URL: rt.url, PORT: '0', TRUSTED_PROXIES: '127.0.0.1', COOKIE_AUTH: 'on' };
  const config = readConfig(env);
  server = await listen(createApp(config, log), config, log);
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
});

const known = basicAuth('alice', 'secret');
let clients = 0;
const madeUp = () => basicAuth(`nobody${clients}`, 'made up');
const multipart = 'multipart/form-data; boundary=b';
const json = 'application/json';

/** A request's first line and headers, from an address of its own. */
function head(type: string, length: number, headers: Readonly<Record<string, string>>, path = '') {
  clients += 1;
  const all = {
    host: 'x',
    'content-type': type,
    ...(length < Number.POSITIVE_INFINITY
      ? { 'content-length': length }
      : { 'transfer-encoding': 'chunked' }),
    'x-graphql-yoga-csrf': '1',
    'x-forwarded-for': `10.1.${Math.floor(clients / 250)}.${clients % 250}`,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path || '/graphql'} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Sends until the server closes or `most` bytes are on their way; tells how many were taken. */
async function sendOn({ socket }: RawConnection, most: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let sent = 0; sent < most && !socket.destroyed; sent += chunk.length) {
    if (socket.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      socket.once('drain', resolve).once('close', () => resolve());
    });
  }
  return socket.bytesWritten;
}

/** Waits until something has come. */
async function until(connection: RawConnection, pattern: RegExp): Promise<string> {
  const start = performance.now();
  while (!pattern.test(connection.text()) && performance.now() - start < 4000) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return connection.text();
}

describe('a body that is refused before it was read', () => {
  const refusals: readonly (readonly [string, number, () => string])[] = [
    [
      'of files with made-up credentials',
      401,
      () => head(multipart, 500 * mib, { authorization: madeUp() }),
    ],
    [
      'of files with made-up credentials, in chunks',
      401,
      () => head(multipart, Number.POSITIVE_INFINITY, { authorization: madeUp() }),
    ],
    ['of JSON without credentials', 401, () => head(json, 500 * mib, {})],
    ['of files without credentials', 401, () => head(multipart, 500 * mib, {})],
    [
      'of a type that is not read, of a known caller',
      415,
      () => head('text/plain', 500 * mib, { authorization: known }),
    ],
    ['for a path that does not exist', 404, () => head(json, 500 * mib, {}, '/nothing')],
  ];

  test.each(refusals)(
    '%s is %i at once, and its connection is closed',
    async (_, status, request) => {
      const connection = rawConnection(server.url, request());
      const told = await until(connection, /\}\]\}/);
      expect(told).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(told).toMatch(/^connection: close\r$/im);
      expect(told).not.toContain('100 Continue');
      expect(await connection.closed).toBeLessThan(6000);
    },
  );

  test.each(refusals)(
    '%s is not read on, and its sender gets the answer',
    async (_, status, request) => {
      const start = request();
      const connection = rawConnection(server.url, start);
      // One chunk that does not end.
      if (start.includes('chunked')) connection.write('fffffff\r\n');
      const sent = await sendOn(connection, 200 * mib);
      await connection.closed;
      // What the two systems hold between them is sent, too.
      expect(sent).toBeLessThan(30 * mib);
      expect(connection.text()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    },
  );

  test.each([
    ['of JSON is read to 256 KiB, then the credentials are checked', 401, '/graphql'],
    ['of a login is read to 16 KiB', 413, '/session'],
  ])('%s', async (_, status, path) => {
    const headers = path === '/session' ? {} : { authorization: madeUp() };
    const connection = rawConnection(server.url, head(json, 500 * mib, headers, path));
    connection.write('{"query":"{ a }","variables":{"a":"');
    const sent = await sendOn(connection, 200 * mib);
    await connection.closed;
    expect(sent).toBeLessThan(30 * mib);
    expect(connection.text()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(connection.text()).toMatch(/^connection: close\r$/im);
  });

  test('leaves the connection open where little is left of it', async () => {
    const connection = rawConnection(server.url, head(json, 1000, {}));
    const told = await until(connection, /\}\]\}/);
    expect(told).toMatch(/^HTTP\/1.1 401 /);
    connection.write('x'.repeat(1000));
    connection.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(await until(connection, /HTTP\/1.1 200 /)).toContain('"ok"');
    connection.socket.destroy();
  });

  test('reaches fetch as an answer each time', async () => {
    for (let round = 0; round < 10; round++) {
      clients += 1;
      const data = new FormData();
      data.set('operations', '{"query":"mutation { a }"}');
      data.set('0', new Blob([Buffer.alloc(20 * mib)]), 'a.bin');
      const answer = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        body: data,
        headers: {
          authorization: madeUp(),
          'x-graphql-yoga-csrf': '1',
          'x-forwarded-for': `10.2.0.${round}`,
        },
      });
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain('UNAUTHENTICATED');
    }
  });
});

describe('a client that waits to be asked for its body', () => {
  const waits = { expect: '100-continue' };
  const query = '{"query":"{ __typename }"}';

  test.each([
    ['without credentials', {}, json, 10],
    ['whose credentials cannot be read', { authorization: 'Basic !' }, json, 10],
    ['of another type', { authorization: known }, 'text/plain', 10],
    [
      'whom RT does not let in, with a large body',
      { authorization: 'made up' },
      json,
      256 * 1024 + 1,
    ],
    [
      'whom RT does not let in, with a body in chunks',
      { authorization: 'made up' },
      json,
      Number.POSITIVE_INFINITY,
    ],
    ['whom RT does not let in, with files', { authorization: 'made up' }, multipart, 100],
  ])('%s gets the refusal instead', async (_, headers, type, length) => {
    const given =
      'authorization' in headers && headers.authorization === 'made up'
        ? { authorization: madeUp() }
        : headers;
    const connection = rawConnection(server.url, head(type, length, { ...given, ...waits }));
    expect(await connection.closed).toBeLessThan(4000);
    expect(connection.text()).toMatch(/^HTTP\/1.1 4(?:01|15) /);
    expect(connection.text()).not.toContain('100 Continue');
  });

  test.each([
    ['with a small body', json, query],
    ['with a large body', json, query + ' '.repeat(300 * 1024)],
    [
      'with a form',
      multipart,
      `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${query}\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n--b--\r\n`,
    ],
  ])('%s is asked for it once and answered', async (_, type, body) => {
    const start = head(type, body.length, { authorization: known, ...waits });
    const connection = rawConnection(server.url, start);
    expect(await until(connection, /\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    connection.write(body);
    const told = await until(connection, /\}\}/);
    expect(told.match(/100 Continue/g)).toHaveLength(1);
    expect(told).toContain('HTTP/1.1 200 OK');
    expect(told).toContain('{"data":{"__typename":"Query"}}');
    connection.socket.destroy();
  });

  test('is asked for a login as well', async () => {
    const body = '{"user":"alice","password":"secret"}';
    const connection = rawConnection(server.url, head(json, body.length, waits, '/session'));
    expect(await until(connection, /\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    connection.write(body);
    expect(await until(connection, /\r\n\r\n.*\r\n\r\n/s)).toContain('set-cookie');
    connection.socket.destroy();
  });
});
