import { createHmac } from 'node:crypto';
import type { Secret } from '../../rt/connection/secret.js';

/** What `webhook-signature` of Standard Webhooks says of a message: only who has the secret can have sent it. */
export function signatureOf(
  secret: Secret,
  message: { readonly id: string; readonly seconds: number; readonly body: string },
): string {
  const key = Buffer.from(secret.reveal().replace(/^whsec_/, ''), 'base64');
  const signed = `${message.id}.${message.seconds}.${message.body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
