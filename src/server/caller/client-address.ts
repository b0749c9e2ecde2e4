import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP, isIPv4 } from 'node:net';

/** What Node's HTTP server hands to Yoga beside the request; absent where there is no socket. */
export interface Connection {
  readonly req?: IncomingMessage;
}

/**
 * The address that a request comes from. X-Forwarded-For is only believed from proxies that the operator
 * named, and then from its right end: the last hop that is not such a proxy is the client.
 */
export function peerOf(
  { req }: Connection,
  headers: Headers,
  proxies: BlockList | undefined,
): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  let peer = plain(req?.socket.remoteAddress ?? '');
  while (proxies && isListed(peer, proxies)) {
    const hop = plain(hops.pop() ?? '');
    if (isIP(hop) === 0) break;
    peer = hop;
  }
  return peer;
}

/** Whether an address is in a list of ranges. */
export function isListed(address: string, list: BlockList): boolean {
  return isIP(address) !== 0 && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** An IPv4 address as such also where it came in over IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
