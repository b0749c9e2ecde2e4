import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { fixedLimits } from '../../limits.js';
import { DeliveryQueue } from './delivery-queue.js';
import { FailureLog } from './failure-log.js';
import type { Sink } from './feed.js';
import { pauseAfter } from './pauses.js';
import { send } from './send.js';
import type { WebhookTarget } from './target.js';
import type { WebhookEvent } from './webhook-event.js';

/** Delivers a target's events: each until it is taken, in order per ticket, and some at once. */
export class Deliveries implements Sink {
  readonly #target: WebhookTarget;
  readonly #log: Pick<Logger, 'warn' | 'info' | 'error'>;
  readonly #dispatcher: Dispatcher;
  readonly #delivered: ((outcome: 'delivered' | 'failed' | 'gone') => void) | undefined;
  readonly #queue = new DeliveryQueue();
  readonly #failures: FailureLog;
  readonly #events = new EventEmitter();
  readonly #running = new Set<Promise<void>>();
  #hasChanged = false;
  #isGone = false;
  #end: () => void = () => undefined;
  /** Resolves when nothing is sent any more. */
  readonly ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(
    target: WebhookTarget,
    waiting: readonly WebhookEvent[],
    means: {
      readonly log: Pick<Logger, 'warn' | 'info' | 'error'>;
      readonly dispatcher: Dispatcher;
      /** Called for each event that was sent. */
      readonly delivered?: (outcome: 'delivered' | 'failed' | 'gone') => void;
    },
  ) {
    this.#target = target;
    this.#log = means.log;
    this.#dispatcher = means.dispatcher;
    this.#delivered = means.delivered;
    this.#failures = new FailureLog(means.log, target.name, {
      fails: 'a webhook cannot be delivered: it is tried again, with growing pauses',
      works: 'the webhook is delivered again',
    });
    for (const event of waiting) this.#queue.add(event);
    // They are kept already.
    this.#queue.saved(this.#queue.count);
  }

  get isFull(): boolean {
    return this.#queue.size >= fixedLimits.maxWaitingDeliveries;
  }

  /** Counts events as they come. */
  get count(): number {
    return this.#queue.count;
  }

  /** All that wait, oldest first. */
  events(): readonly WebhookEvent[] {
    return this.#queue.events();
  }

  add(event: WebhookEvent): void {
    this.#queue.add(event);
    this.change();
  }

  /** Something has to be saved. */
  change(): void {
    this.#hasChanged = true;
    this.#events.emit('change');
  }

  /** The events up to one are kept: they may be sent. */
  saved(count: number): void {
    this.#queue.saved(count);
    this.#events.emit('wake');
  }

  /** Resolves when something has to be saved, or the signal goes off. */
  async changed(signal: AbortSignal): Promise<void> {
    if (!this.#hasChanged) await this.#until('change', signal);
    this.#hasChanged = false;
  }

  /** Resolves when there is room for a good many events, or the signal goes off. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.#queue.size > fixedLimits.maxWaitingDeliveries / 2 && !signal.aborted) {
      await this.#until('change', signal);
    }
  }

  /** Delivers until the signal goes off or the target wants no more; then what is being sent ends. */
  async run(signal: AbortSignal): Promise<void> {
    const cut = new AbortController();
    while (!signal.aborted && !this.#isGone) {
      while (this.#running.size < fixedLimits.maxDeliveries && !this.#isGone) {
        const event = this.#queue.take(Date.now());
        if (!event) break;
        const one = this.#deliver(event, cut.signal).finally(() => {
          this.#running.delete(one);
          this.#events.emit('wake');
        });
        this.#running.add(one);
      }
      const isBusy = this.#running.size >= fixedLimits.maxDeliveries;
      const dueAt = isBusy ? undefined : this.#queue.dueAt();
      const wait = dueAt === undefined ? undefined : Math.max(1, dueAt - Date.now());
      await this.#until('wake', signal, wait);
    }
    const late = setTimeout(() => cut.abort(), fixedLimits.maxWebhookStopMs).unref();
    await Promise.all(this.#running);
    clearTimeout(late);
    this.#end();
  }

  async #deliver(event: WebhookEvent, signal: AbortSignal): Promise<void> {
    const means = { dispatcher: this.#dispatcher, signal };
    const sent = await send(this.#target, event, means);
    if (signal.aborted && sent.is === 'failed') return this.#queue.giveBack(event);
    this.#delivered?.(sent.is);
    switch (sent.is) {
      case 'delivered':
        this.#done(event);
        if (!this.#queue.isFailing) this.#failures.works();
        return;
      case 'gone':
        this.#queue.giveBack(event);
        if (!this.#isGone) this.#log.warn(this.#told, 'a webhook answered 410: it is off now');
        this.#isGone = true;
        return;
      case 'failed':
        this.#failures.failed(sent.cause);
        if (event.since + fixedLimits.maxDeliveryMs < Date.now()) {
          const told = { ...this.#told, ticket: event.ticket, id: event.id };
          this.#log.error(told, 'a webhook was given up: it could not be delivered for days');
          this.#done(event);
          return;
        }
        this.#queue.failed(
          event,
          (failures) => Date.now() + (sent.retryAfterMs ?? pauseAfter(failures)),
        );
    }
  }

  #done(event: WebhookEvent): void {
    this.#queue.done(event);
    this.change();
  }

  get #told(): { readonly webhook: string } {
    return { webhook: this.#target.name };
  }

  /** Waits for an event, for so long at most. */
  async #until(event: 'change' | 'wake', signal: AbortSignal, ms?: number): Promise<void> {
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const waits: Promise<unknown>[] = [once(this.#events, event, { signal: either })];
    if (ms !== undefined)
      waits.push(sleep(Math.min(ms, 2 ** 31 - 1), undefined, { signal: either, ref: false }));
    await Promise.race(waits).catch(() => undefined);
    over.abort();
    // The one that lost was ended.
    await Promise.allSettled(waits);
  }
}
