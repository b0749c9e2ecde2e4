import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isListed, peerOf } from '../../../../src/server/caller/client-address.js';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8, 'ipv4');
proxies.addSubnet('fd00::', 8, 'ipv6');

/** The peer of a request over a socket from an address. */
function peer(remoteAddress: string, forwarded?: string, trusted: BlockList | undefined = proxies) {
  // Nothing of a request but its socket's address is read.
  const req = { socket: { remoteAddress } } as unknown as IncomingMessage;
  const headers = new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded });
  return peerOf({ req }, headers, trusted);
}

describe('the address of a client', () => {
  test.each([
    ['is the socket’s own without a proxy', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is what a trusted proxy says', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    [
      'is the last hop that is not trusted',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.9, 10.0.0.2',
      '203.0.113.9',
    ],
    ['is the proxy’s where it says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['is the proxy’s where it says nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['is the last good hop before nonsense', '10.0.0.1', 'x y, 10.0.0.3', '10.0.0.3'],
    ['is an IPv4 address also when it came over IPv6', '::ffff:192.0.2.1', undefined, '192.0.2.1'],
    [
      'is looked for behind a proxy that came over IPv6',
      '::ffff:10.0.0.1',
      '203.0.113.9',
      '203.0.113.9',
    ],
    ['may be of IPv6', 'fd00::1', '2001:db8::1', '2001:db8::1'],
  ])('%s', (_, socket, forwarded, wanted) => {
    expect(peer(socket, forwarded)).toBe(wanted);
  });

  test('is never a header’s where no proxy is trusted', () => {
    const req = { socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage;
    const headers = new Headers({ 'x-forwarded-for': '203.0.113.9' });
    expect(peerOf({ req }, headers, undefined)).toBe('10.0.0.1');
  });

  test('is nobody’s without a socket', () => {
    expect(peerOf({}, new Headers({ 'x-forwarded-for': '10.0.0.1' }), proxies)).toBe('');
  });
});

test('an address is in a list by its number, and other text is in no list', () => {
  expect(isListed('10.255.0.1', proxies)).toBe(true);
  expect(isListed('fd12::1', proxies)).toBe(true);
  for (const text of ['11.0.0.1', '', '10.0.0', '010.0.0.1', '10.0.0.1 ', 'localhost']) {
    expect([text, isListed(text, proxies)]).toEqual([text, false]);
  }
});
