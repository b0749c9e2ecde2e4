import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { connectRt } from '../../../../src/rt/connection/connect.js';
import { Secret } from '../../../../src/rt/connection/secret.js';
import { rtLog } from '../../../../src/server/observe/rt-log.js';
import { readableLog } from '../../../support/observe/log-lines.js';
import { runProgram } from '../../../support/process/run-program.js';
import { ok, startFakeRt } from '../../../support/rest1/fake-rt.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function opened(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  return (server.address() as AddressInfo).port;
}
const serve = async (answer: RequestListener) =>
  `http://127.0.0.1:${await opened(createServer(answer))}`;
const always =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
  () =>
    serve((_request, response) => response.writeHead(status, headers).end(body));

async function withUntrustedCertificate(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'rt-log-'));
  const [cert, key] = [join(dir, 'cert'), join(dir, 'key')];
  await runProgram('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', '1', '-subj', '/CN=rt', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-keyout', key, '-out', cert],
  ]);
  const server = createTlsServer({ cert: await readFile(cert), key: await readFile(key) });
  await rm(dir, { recursive: true });
  return `https://127.0.0.1:${await opened(server)}`;
}

async function withNobody(): Promise<string> {
  const server = createServer();
  const port = await opened(server);
  servers.pop();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** The log of logins at something that should be RT. */
async function logOf(rtUrl: string, logins = 1) {
  const { log, lines } = readableLog('warn');
  const rt = connectRt({
    rtUrl,
    rtConcurrency: 4,
    rtTimeoutMs: 300,
    timeZone: undefined,
    rtRest: '1',
    observer: rtLog(log),
  });
  const codes: unknown[] = [];
  for (let login = 0; login < logins; login++) {
    const password = new Secret(`secret${login}`);
    const session = rt.sessions.for({ scheme: 'password', user: 'alice', password });
    const errand = { requestId: 'request-1', address: '192.0.2.7' };
    await rt
      .open(session, { errand })
      .signIn()
      .catch((error: unknown) => codes.push((error as { sent?: boolean }).sent));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  await rt.close();
  return { lines: lines(), sent: codes[0] };
}

describe('a failure of RT is told with its cause', () => {
  test.each([
    ['dns', () => Promise.resolve('http://nowhere.invalid')],
    ['refused', withNobody],
    ['tls', withUntrustedCertificate],
    ['timeout', () => serve(() => undefined)],
    ['path', always(404, 'Not found')],
    ['redirect', always(302, '', { location: 'https://sso.example.org/' })],
    ['login-page', always(200, '<html><form>Log in</form></html>')],
    ['login-page', always(401, 'Unauthorized')],
    ['bad-reply', always(200, 'hello')],
    ['bad-reply', always(500, 'Internal Server Error')],
    ['unreachable', () => serve((request) => request.socket.destroy())],
  ])('%s', async (cause, at) => {
    const { lines } = await logOf(await at());
    const failures = lines.filter(({ msg }) => msg === 'RT failed');
    expect(failures.length).toBeGreaterThan(0);
    for (const line of failures) {
      expect(line).toMatchObject({ level: 40, cause, rtOperation: 'login', rest: 1 });
      expect(line['requestId']).toBe('request-1');
    }
    expect(JSON.stringify(lines)).not.toMatch(/alice|secret/);
    // Nobody has guessed a password, as far as RT was asked.
    expect(lines.filter(({ msg }) => msg === 'a login failed')).toEqual([]);
  });
});

test('what RT itself refuses is a failed login, and no failure of RT', async () => {
  const { lines } = await logOf(await always(200, 'RT/5.0.3 401 Credentials required\n')());
  expect(lines.map(({ msg, address, requestId }) => ({ msg, address, requestId }))).toEqual([
    { msg: 'a login failed', address: '192.0.2.7', requestId: 'request-1' },
  ]);
});

test('a file of which only the start is read is no failure of RT, and one that RT does not send is', async () => {
  const fake = await startFakeRt();
  const { log, lines } = readableLog('warn');
  const rt = connectRt({
    rtUrl: fake.url,
    ...{ rtConcurrency: 4, rtTimeoutMs: 300, timeZone: undefined, rtRest: '1' },
    observer: rtLog(log),
  });
  const password = new Secret('secret');
  const session = rt.sessions.for({ scheme: 'password', user: 'alice', password });
  const { upstream } = rt.open(session, {});
  fake.answers.set('attachment/57/content', `${ok}${'x'.repeat(5_000_000)}`);
  const start = await upstream.readAttachment(57, 10, { cut: true });
  expect(start?.toString()).toBe('xxxxxxxxxx');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(lines()).toEqual([]);
  // Headers and a beginning, and then nothing more.
  fake.fails = (response) => response.writeHead(200).write(`${ok}${'x'.repeat(2000)}`);
  await expect(upstream.readAttachment(57, 1e6, { cut: true })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(lines()).toMatchObject([{ msg: 'RT failed', cause: 'timeout' }]);
  await rt.close();
  await fake.close();
});

test('nothing has been sent where a certificate is not accepted', async () => {
  expect((await logOf(await withUntrustedCertificate())).sent).toBe(false);
});

test('that RT is down is told once, with the failures before', async () => {
  const { lines } = await logOf(await withNobody(), fixedLimits.breakerFailures + 5);
  const of = (message: string) => lines.filter(({ msg }) => msg === message).length;
  expect(of('RT failed')).toBe(fixedLimits.breakerFailures);
  expect(of('RT is unreachable: no requests are sent to it for now')).toBe(1);
});

test('failures beyond some lines are only counted', async () => {
  const { lines } = await logOf(await always(200, 'hello')(), fixedLimits.failureLines + 20);
  expect(lines.filter(({ msg }) => msg === 'RT failed').length).toBeLessThanOrEqual(
    fixedLimits.failureLines,
  );
});
