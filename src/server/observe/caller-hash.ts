import { randomBytes } from 'node:crypto';
import type { Secret } from '../../rt/connection/secret.js';
import { Sealer } from '../state/sealer.js';

/**
 * Makes the names that accounts have in the log: the same in all replicas that share SIGNING_KEY, and for as long; in
 * one process without it. They tell nothing to whoever has only the log.
 */
export function callerHashes(signingKey: Secret | undefined): (account: string) => string {
  const secret = signingKey === undefined ? randomBytes(32) : Buffer.from(signingKey.reveal());
  const sealer = new Sealer(secret, 'callers in logs');
  return (account) => sealer.hash(account).slice(0, 16);
}
