import type { BlockList } from 'node:net';
import type { Config } from '../config.js';

/** What is allowed and may still let in more people than was meant, for the log. */
export function unsafeSettings({
  host,
  serviceAccount,
  sandboxLogins,
  trustedProxies,
  gateway,
}: Pick<
  Config,
  'host' | 'serviceAccount' | 'sandboxLogins' | 'trustedProxies' | 'gateway'
>): readonly string[] {
  const warnings: string[] = [];
  // The sandbox has nothing to protect, and says that it needs no login.
  if (serviceAccount && !sandboxLogins && !isLoopback(host)) {
    warnings.push(
      'a service account is set and HOST is not a loopback address: anyone who can connect reads and writes RT as that account',
    );
  }
  if (isEverybody(trustedProxies)) {
    warnings.push('TRUSTED_PROXIES has all addresses: clients can forge theirs');
  }
  if (isEverybody(gateway?.addresses)) {
    warnings.push('TRUSTED_GATEWAYS has all addresses: GATEWAY_SECRET alone protects the users');
  }
  return warnings;
}

function isLoopback(host: string): boolean {
  return /^(?:127\.[\d.]+|::1|localhost)$/i.test(host);
}

/** Whether a list has addresses that nobody's proxy has: those of documentation, two of each kind. */
function isEverybody(list: BlockList | undefined): boolean {
  if (!list) return false;
  const hasAll = (kind: 'ipv4' | 'ipv6', ...some: string[]) =>
    some.every((address) => list.check(address, kind));
  return hasAll('ipv4', '192.0.2.1', '203.0.113.1') || hasAll('ipv6', '2001:db8::1', '3fff::1');
}
