import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { readConfig } from '../../../../src/config.js';
import { linkBase } from '../../../../src/server/downloads/link-base.js';

const everywhere = { RT_URL: 'http://rt', HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.1' };

function baseBy(
  host: string | undefined,
  env: Readonly<Record<string, string>> = {},
  { peer = '192.0.2.1', proto }: { readonly peer?: string; readonly proto?: string } = {},
): string {
  const headers = new Headers(proto === undefined ? {} : { 'x-forwarded-proto': proto });
  const request = new Request('http://localhost/graphql', { headers });
  // What is read of a connection.
  const req = { headers: { host }, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
  return linkBase(request, { req }, readConfig({ ...everywhere, ...env }));
}

test.each([
  'desk.example.org',
  'desk.example.org:8080',
  '127.0.0.1:4000',
  '[::1]:4000',
  'rt_1',
  'rt:1',
  'rt:65535',
  'desk.example.org.',
  'desk.example.org.:8080',
])('a link starts with a host that is well-formed: %s', (host) =>
  expect(baseBy(host)).toBe(`http://${host}`),
);

test.each([undefined, ''])(
  'and with the address that is listened on where there is none: %j',
  (host) => expect(baseBy(host)).toBe('http://0.0.0.0:4000'),
);

test.each([
  'a/b',
  'a,b',
  '%41',
  'a..',
  'a@b',
  'a?b',
  'a#b',
  'a b',
  'a"b',
  'a..b',
  '.a',
  'a.-b',
  'a:0',
  'a:00',
  'a:65536',
  'a:99999',
  'a:',
  ':80',
  '[::1]:0',
  '[::1]x',
  '[::1]/x',
  'a:b',
  '[x]',
  '-',
  'a\\b',
  'ä.example',
])('another Host is refused: %s', (host) => expect(() => baseBy(host)).toThrow('Host header'));

test('https is believed from trusted proxies alone', () => {
  expect(baseBy('x.org', {}, { proto: 'https' })).toBe('http://x.org');
  expect(baseBy('x.org', {}, { proto: 'https', peer: '::ffff:10.0.0.1' })).toBe('https://x.org');
  expect(baseBy('x.org', {}, { proto: 'gopher', peer: '10.0.0.1' })).toBe('http://x.org');
});

test('PUBLIC_URL and an address of one’s own stand above it', () => {
  expect(baseBy('x.org', { PUBLIC_URL: 'https://y.org/a' })).toBe('https://y.org/a');
  expect(baseBy('x.org', { HOST: '127.0.0.1' })).toBe('http://127.0.0.1:4000');
  expect(baseBy('x.org', { BASE_PATH: '/api' })).toBe('http://x.org/api');
});
