import { type Dispatcher, request } from 'undici';
import { fixedLimits } from '../../limits.js';
import { readRetryAfter } from '../../rt/retry-after.js';
import { signatureOf } from './signature.js';
import type { WebhookTarget } from './target.js';
import { bodyOf, type WebhookEvent } from './webhook-event.js';

/** What became of sending an event once. */
export type Sent =
  | { readonly is: 'delivered' }
  /** The target wants to hear no more. */
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly cause: string; readonly retryAfterMs?: number };

/**
 * Tells a target of an event, once. Redirects are not followed: they would let a target choose whom this server sends
 * requests to. Of the answer nothing is kept.
 */
export async function send(
  { url, secret }: Pick<WebhookTarget, 'url' | 'secret'>,
  event: WebhookEvent,
  { dispatcher, signal }: { readonly dispatcher: Dispatcher; readonly signal: AbortSignal },
): Promise<Sent> {
  const body = bodyOf(event);
  const seconds = Math.floor(Date.now() / 1000);
  const late = AbortSignal.timeout(fixedLimits.maxWebhookMs);
  try {
    const answer = await request(url.reveal(), {
      method: 'POST',
      dispatcher,
      signal: AbortSignal.any([signal, late]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'rt-graphql',
        'webhook-id': event.id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(secret, { id: event.id, seconds, body }),
      },
      body,
    });
    // The status has said it all; what goes wrong after it changes nothing.
    await answer.body.dump({ limit: fixedLimits.maxWebhookAnswerBytes }).catch(() => undefined);
    const { statusCode: status, headers } = answer;
    if (status >= 200 && status < 300) return { is: 'delivered' };
    if (status === 410) return { is: 'gone' };
    const retryAfterMs = pauseOf(headers['retry-after']);
    return {
      is: 'failed',
      cause: `HTTP ${status}`,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  } catch (error) {
    return { is: 'failed', cause: late.aborted ? 'timeout' : causeOf(error) };
  }
}

/** The pause that a target asks for, within bounds. */
function pauseOf(header: unknown): number | undefined {
  const ms = readRetryAfter(header);
  if (ms === undefined) return undefined;
  return Math.min(Math.max(ms, fixedLimits.minRetryAfterMs), fixedLimits.maxRetryAfterMs);
}

/** Its message may name the URL. */
function causeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
