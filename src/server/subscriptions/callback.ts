import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { request } from 'undici';
import { fixedLimits } from '../../limits.js';
import { ForbiddenError, InvalidInputError } from '../../rt/errors.js';
import { isLong, jsonPieces } from '../answer/json-pieces.js';
import { inTurns } from '../answer/piecewise.js';
import { shownResult } from '../answer/shown-result.js';
import type { LiveRun } from './live-run.js';

/** The header by which both sides say that they speak the HTTP callback protocol of Apollo's routers. */
export const callbackHeaders = { 'subscription-protocol': 'callback/1.0' };

type Message =
  | { readonly action: 'check' }
  | { readonly action: 'next'; readonly payload: object }
  | { readonly action: 'complete'; readonly errors?: readonly object[] };

/** Where a router wants to be told the events of a subscription, by the HTTP callback protocol. */
export class Callback {
  readonly #url: string;
  readonly #id: string;
  readonly #verifier: string;
  readonly #heartbeatMs: number;

  private constructor(url: string, id: string, verifier: string, heartbeatMs: number) {
    this.#url = url;
    this.#id = id;
    this.#verifier = verifier;
    this.#heartbeatMs = heartbeatMs;
  }

  /**
   * The callback that an operation's extensions name; undefined without one.
   * @throws ForbiddenError for an origin that the operator has not allowed: a caller could make the server send requests
   * anywhere
   */
  static in(
    extensions: Readonly<Record<string, unknown>> | undefined,
    allowed: readonly string[],
  ): Callback | undefined {
    const asked = extensions?.['subscription'];
    if (typeof asked !== 'object' || asked === null || !('callbackUrl' in asked)) return undefined;
    const {
      callbackUrl,
      subscriptionId,
      verifier,
      heartbeatIntervalMs = 5000,
    } = {
      subscriptionId: undefined,
      verifier: undefined,
      heartbeatIntervalMs: undefined,
      ...asked,
    } as Readonly<Record<string, unknown>>;
    const isText = (value: unknown): value is string =>
      typeof value === 'string' && value !== '' && value.length <= fixedLimits.maxKeyCharacters;
    const isWhole =
      isText(callbackUrl) &&
      URL.canParse(callbackUrl) &&
      isText(subscriptionId) &&
      isText(verifier) &&
      Number.isSafeInteger(heartbeatIntervalMs) &&
      Number(heartbeatIntervalMs) >= 0;
    if (!isWhole) {
      throw new InvalidInputError(
        'extensions.subscription needs callbackUrl, subscriptionId, verifier and heartbeatIntervalMs.',
      );
    }
    const { origin, username, password, href } = new URL(callbackUrl);
    if (!allowed.includes(origin) || username !== '' || password !== '') {
      throw new ForbiddenError('The callback URL is not allowed. See SUBSCRIPTION_CALLBACKS.');
    }
    const heartbeatMs = Number(heartbeatIntervalMs);
    return new Callback(href, subscriptionId, verifier, heartbeatMs);
  }

  /**
   * Asks the router whether it expects this subscription.
   * @throws ForbiddenError where it does not
   */
  async check(): Promise<void> {
    if ((await this.#send({ action: 'check' })) === 'taken') return;
    throw new ForbiddenError('The callback URL did not confirm the subscription.');
  }

  /** Tells the results until they end, or the router does not want them any more. */
  async tell(results: AsyncIterable<ExecutionResult>, run: LiveRun): Promise<void> {
    let failures = 0;
    const heartbeat = async () => {
      const answer = await this.#send({ action: 'check' });
      failures = answer === 'failed' ? failures + 1 : 0;
      if (answer === 'unwanted' || failures >= fixedLimits.maxCallbackFailures) run.end();
    };
    // A router may ask for none. More than one a second helps nobody.
    const pauseMs = Math.min(Math.max(this.#heartbeatMs, 1000), fixedLimits.maxHeartbeatMs);
    const timer = this.#heartbeatMs > 0 ? setInterval(() => void heartbeat(), pauseMs) : undefined;
    try {
      for await (const result of results) {
        if (await this.#deliver({ action: 'next', payload: shownResult(result) })) continue;
        run.end();
        return;
      }
    } finally {
      clearInterval(timer);
    }
    await this.#send(
      run.isStopped ? { action: 'complete', errors: [stopping] } : { action: 'complete' },
    );
  }

  /** Whether the router has taken a message, which is sent again where its connection fails. */
  async #deliver(message: Message): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(message);
      if (answer !== 'failed') return answer === 'taken';
      if (attempt >= fixedLimits.maxCallbackFailures) return false;
      await sleep(100 * 2 ** attempt, undefined, { ref: false });
    }
  }

  async #send(message: Message): Promise<'taken' | 'unwanted' | 'failed'> {
    try {
      const { statusCode, body } = await request(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...callbackHeaders },
        body: bodyOf({
          kind: 'subscription',
          id: this.#id,
          verifier: this.#verifier,
          ...message,
        }),
        signal: AbortSignal.timeout(fixedLimits.maxCallbackMs),
      });
      await body.dump();
      if (statusCode >= 200 && statusCode < 300) return 'taken';
      // A redirect is not followed: it would lead where the operator has not allowed.
      return statusCode < 500 ? 'unwanted' : 'failed';
    } catch {
      return 'failed';
    }
  }
}

const stopping = {
  message: 'The server is stopping. Subscribe again.',
  extensions: { code: 'OVERLOADED' },
};

/** A message as text, or in pieces where it is long. */
function bodyOf(message: object): string | Readable {
  return isLong(message) ? Readable.from(inTurns(jsonPieces(message))) : JSON.stringify(message);
}
