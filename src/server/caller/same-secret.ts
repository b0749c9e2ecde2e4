import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../rt/connection/secret.js';

/** Compares in constant time, whatever the lengths. */
export function isSame(given: string, secret: Secret): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret.reveal()));
}
