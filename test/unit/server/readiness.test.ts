import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createReadiness } from '../../../src/server/readiness.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A web server that stands where RT should. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

const always =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

describe('RT is ready', () => {
  test.each([
    ['RT 5', 'RT/5.0.3 401 Credentials required\n'],
    ['RT 4', 'RT/4.4.6 401 Credentials required\n'],
    ['RT 6 beta', 'RT/6.0.0beta1 401 Credentials required\n'],
    ['a mark before it', '\ufeffRT/5.0.8 401 Credentials required\n'],
  ])('when REST 1.0 answers: %s', async (_, body) => {
    expect(await createReadiness(await serve(always(200, body)))()).toBeUndefined();
  });

  test('and is asked once in two seconds, in one session', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.cookie);
      response.setHeader('set-cookie', `RT_SID_x.80=${'a'.repeat(32)}; path=/; HttpOnly`);
      response.end('RT/5.0.3 401 Credentials required\n');
    });
    const ready = createReadiness(url);
    await Promise.all([ready(), ready(), ready()]);
    expect(seen).toEqual([undefined]);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await ready()).toBeUndefined();
    expect(seen).toEqual([undefined, `RT_SID_x.80=${'a'.repeat(32)}`]);
  });
});

describe('RT is not ready', () => {
  test.each([
    ['a wrong path', always(404, '<html>Not found</html>'), 'path'],
    ['a single sign-on', always(302, '', { location: 'https://sso.example.org/' }), 'redirect'],
    ['a move', always(301, '', { location: 'https://rt.example.org/REST/1.0/' }), 'redirect'],
    ['a login page', always(200, '<!DOCTYPE html><html><title>Login</title></html>'), 'login-page'],
    ['a long login page', always(200, `\n<html>${'x'.repeat(5_000_000)}`), 'login-page'],
    ['any web page', always(200, '<head><title>It works!</title></head>'), 'login-page'],
    ['a marked page', always(200, '\ufeff\r\n<body>Hello</body>'), 'login-page'],
    ['XML', always(200, '<?xml version="1.0"?><a/>'), 'login-page'],
    ['a page about RT', always(200, '<h1>RT/5.0.3 200 Ok</h1>\nRT/5.0.3 200 Ok\n'), 'login-page'],
    ['half a status line', always(200, 'RT/5.0.3 401 Cred'), 'bad-reply'],
    [
      'half a chunk',
      (_request, response) => {
        response.write('RT/5.0.3 401 Cred', () => response.destroy());
      },
      // undici takes what came before a reset for the whole, if nothing more could come on that connection.
      'unreachable or bad-reply',
    ],
    ['a proxy that wants a password', always(401, 'Unauthorized'), 'login-page'],
    ['a gateway error', always(502, 'Bad gateway'), 'bad-reply'],
    ['nothing', always(200, ''), 'bad-reply'],
    ['something else', always(200, '{"version":"5.0.3"}'), 'bad-reply'],
    ['a broken connection', (request) => request.socket.destroy(), 'unreachable'],
    ['silence', () => undefined, 'timeout'],
  ] satisfies [string, RequestListener, string][])('with %s', async (_, answer, cause) => {
    const problem = await createReadiness(await serve(answer))();
    expect(cause.split(' or ')).toContain(problem?.cause);
    expect(problem?.message).toMatch(/^[A-Z].*\.$/);
  });

  test('with nobody at its port, or a name that is unknown', async () => {
    const url = await serve(always(200, ''));
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    expect((await createReadiness(url)())?.cause).toBe('refused');
    expect((await createReadiness('http://nowhere.invalid')())?.cause).toBe('dns');
  });
});
