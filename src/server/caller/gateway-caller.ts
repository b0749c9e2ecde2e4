import type { TrustedGateway } from '../../config.js';
import type { Credentials } from '../../rt/connection/credentials.js';
import { CredentialsError } from '../../rt/errors.js';
import { isListed } from './client-address.js';
import { isSame } from './same-secret.js';

/**
 * The user that a trusted gateway acts for: `x-rt-user`, believed only from the gateway's own addresses and
 * together with its secret. Undefined without the header. The address is the connection's own, whatever
 * proxies say.
 * @throws CredentialsError for anybody else who sends it, and for users whose token is not known
 */
export function gatewayCaller(
  headers: Headers,
  address: string,
  gateway: TrustedGateway,
): Credentials | undefined {
  const user = headers.get('x-rt-user');
  if (user === null) return undefined;
  const secret = headers.get('x-gateway-secret') ?? '';
  if (!isListed(address, gateway.addresses) || !isSame(secret, gateway.secret)) {
    throw new CredentialsError('x-rt-user is only accepted from a trusted gateway.');
  }
  const token = gateway.tokens.get(user);
  if (!token) throw new CredentialsError('The gateway has no RT token for this user.');
  return { scheme: 'token', token };
}
