import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { fixedLimits } from '../../limits.js';
import { RtError } from '../../rt/errors.js';
import type { Context } from '../../schema/context.js';
import { Deliveries } from './deliveries.js';
import { FailureLog } from './failure-log.js';
import { Feed } from './feed.js';
import { pauseAfter } from './pauses.js';
import type { WebhookTarget } from './target.js';
import type { WebhookState, WebhookStore, WebhookStores } from './webhook-store.js';

/** What all webhooks share. */
export interface WebhookMeans {
  readonly dispatcher: Dispatcher;
  readonly log: Pick<Logger, 'warn' | 'info' | 'error'>;
  readonly stores: WebhookStores;
  /** Called for each event that was sent. */
  readonly delivered?: (outcome: 'delivered' | 'failed' | 'gone') => void;
  /** The means of a new operation of a target's account. */
  readonly open: (target: WebhookTarget, signal: AbortSignal) => Context;
}

/**
 * Follows the changes of one target's search and tells the target of each at least once, in order per ticket. An event is
 * kept before it is sent, and the cursor with it, so that a process that dies loses none and repeats with the same id.
 */
export class Webhook {
  readonly #target: WebhookTarget;
  readonly #means: WebhookMeans;
  readonly #reading: FailureLog;
  /** What this process knew last, for a store that has lost it. */
  #last: WebhookState | undefined;

  constructor(target: WebhookTarget, means: WebhookMeans) {
    this.#target = target;
    this.#means = means;
    this.#reading = new FailureLog(means.log, target.name, {
      fails: 'a webhook cannot look for changes',
      works: 'the webhook looks for changes again',
    });
  }

  /** Runs until `stop` goes off, and until what is being sent then has ended. */
  run(stop: AbortSignal): Promise<void> {
    const { stores } = this.#means;
    return stores.whileOwner(this.#target.key, (store, signal) => this.#own(store, signal), stop);
  }

  /** Reads and delivers for as long as this process is the one to do it. */
  async #own(store: WebhookStore, signal: AbortSignal): Promise<void> {
    const state = await this.#load(store, signal);
    const { log, dispatcher, delivered } = this.#means;
    const feed = new Feed(this.#target, state?.cursor, { log, open: this.#means.open });
    const deliveries = new Deliveries(this.#target, state?.waiting ?? [], {
      log,
      dispatcher,
      ...(delivered && { delivered }),
    });
    const run = new AbortController();
    const end = () => run.abort();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    const saving = this.#keep(store, feed, deliveries, run.signal);
    const reading = this.#read(feed, deliveries, run.signal);
    await deliveries.run(run.signal);
    // Where the target wants no more, nothing is looked for either.
    end();
    await Promise.all([saving, reading]);
    signal.removeEventListener('abort', end);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }

  async #load(store: WebhookStore, signal: AbortSignal): Promise<WebhookState | undefined> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return (await store.load()) ?? this.#last;
      } catch (error) {
        this.#reading.failed(`state: ${causeOf(error)}`);
        await pause(pauseAfter(failures), signal);
      }
    }
    return this.#last;
  }

  /** Saves whatever changes, and tells the deliveries what may be sent. */
  async #keep(
    store: WebhookStore,
    feed: Feed,
    deliveries: Deliveries,
    signal: AbortSignal,
  ): Promise<void> {
    const saveOnce = async () => {
      const { cursor } = feed;
      const { count } = deliveries;
      if (cursor === undefined) return;
      this.#last = { cursor, waiting: deliveries.events() };
      await store.save(this.#last);
      deliveries.saved(count);
    };
    while (!signal.aborted) {
      await deliveries.changed(signal);
      try {
        const begun = performance.now();
        await saveOnce();
        // A large state is saved less often.
        const pauseMs = Math.max(fixedLimits.webhookSavePauseMs, 2 * (performance.now() - begun));
        await pause(pauseMs, signal);
      } catch (error) {
        if (signal.aborted) break;
        this.#reading.failed(`state: ${causeOf(error)}`);
        deliveries.change();
        await pause(fixedLimits.minRetryAfterMs, signal);
      }
    }
    await deliveries.ended;
    // What was delivered last. Without it that is repeated.
    await saveOnce().catch(() => undefined);
  }

  /** Reads changes while there is room for them. */
  async #read(feed: Feed, deliveries: Deliveries, signal: AbortSignal): Promise<void> {
    let failures = 0;
    let hasBegun = false;
    const told = { webhook: this.#target.name };
    while (!signal.aborted) {
      try {
        await deliveries.room(signal);
        await feed.follow(deliveries, signal, () => {
          failures = 0;
          this.#reading.works();
          if (!hasBegun) this.#means.log.info(told, 'a webhook follows changes');
          hasBegun = true;
        });
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof RtError)) this.#means.log.error({ err: error }, 'unexpected error');
        this.#reading.failed(causeOf(error));
        await pause(pauseAfter(++failures), signal);
      }
    }
  }
}

/** What an operator may read in the log. */
function causeOf(error: unknown): string {
  if (error instanceof RtError) return `${error.code}: ${error.message}`;
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function pause(ms: number, signal: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
