import { TLSSocket } from 'node:tls';
import type { Config } from '../../config.js';
import { InvalidInputError } from '../../rt/errors.js';
import { type Connection, isListed } from '../caller/client-address.js';

/**
 * Where the links in an answer lead: to PUBLIC_URL, or, where nothing says how clients reach this server, to the `Host`
 * that the request itself came by. Whether a proxy was asked by TLS is only believed from trusted ones.
 * @throws InvalidInputError for a malformed `Host`
 */
export function linkBase(
  request: Request,
  { req }: Connection,
  { linksByHost, publicUrl, basePath, trustedProxies }: Config,
): string {
  const host = req ? req.headers.host : new URL(request.url).host;
  if (!linksByHost || !host) return publicUrl;
  if (!isWellFormed(host)) throw new InvalidInputError('The Host header is not a host name.');
  const peer = req?.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  const isTrusted = trustedProxies !== undefined && isListed(peer, trustedProxies);
  const isTls =
    (req ? req.socket instanceof TLSSocket : request.url.startsWith('https:')) ||
    (isTrusted && request.headers.get('x-forwarded-proto') === 'https');
  return `${isTls ? 'https' : 'http'}://${host}${basePath}`;
}

/** Some names have an underscore, but none an empty label. A dot at the end says that nothing is to be added to a name. */
const label = '[a-z\\d](?:[a-z\\d_-]*[a-z\\d])?';
const hostAndPort = new RegExp(
  `^(?:${label}(?:\\.${label})*\\.?|\\[[\\da-f:.]+\\])(?::[1-9]\\d{0,4})?$`,
  'i',
);

/** A name or an address, maybe with a port, and nothing that would end a URL's host. */
function isWellFormed(host: string): boolean {
  // No URL has a port above 65535.
  return hostAndPort.test(host) && URL.canParse(`http://${host}`);
}
