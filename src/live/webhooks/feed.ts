import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';
import type { Context } from '../../schema/context.js';
import { liveSearch } from '../../schema/live/live-search.js';
import type { LiveSearch, TicketChange } from '../../schema/live-tickets.js';
import type { WebhookTarget } from './target.js';
import { eventOf, type WebhookEvent } from './webhook-event.js';

/** Where the changes go. */
export interface Sink {
  readonly isFull: boolean;
  /** Takes an event; it is kept together with the cursor. */
  add(event: WebhookEvent): void;
  /** The cursor has moved. */
  change(): void;
}

/** The changes of a target's search, from where they were left. */
export class Feed {
  readonly #target: WebhookTarget;
  readonly #search: LiveSearch<Context>;
  readonly #log: Pick<Logger, 'error'>;
  readonly #open: (target: WebhookTarget, signal: AbortSignal) => Context;
  #cursor: string | undefined;

  constructor(
    target: WebhookTarget,
    cursor: string | undefined,
    means: {
      readonly log: Pick<Logger, 'error'>;
      readonly open: (target: WebhookTarget, signal: AbortSignal) => Context;
    },
  ) {
    this.#target = target;
    this.#search = liveSearch(target.search);
    this.#cursor = cursor;
    this.#log = means.log;
    this.#open = means.open;
  }

  /** Up to where everything was told; undefined until RT has answered once. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /**
   * Feeds changes to a sink until it is full or the signal goes off; `works` is called once RT has answered.
   * @throws RtError where RT or the account cannot be asked
   */
  async follow(sink: Sink, signal: AbortSignal, works: () => void): Promise<void> {
    const changes = await this.#within(signal, (context) => this.#watch(context, sink));
    works();
    const iterator = changes[Symbol.asyncIterator]();
    try {
      let next = iterator.next();
      while (!signal.aborted) {
        const result = await beforeIdle(next, signal);
        if (result === 'idle') {
          await this.#renew(sink, signal);
          continue;
        }
        if (!result || result.done) return;
        const event = eventOf(this.#target.key, result.value);
        this.#cursor = event.cursor;
        sink.add(event);
        if (sink.isFull) return;
        next = iterator.next();
      }
    } finally {
      await iterator.return?.();
    }
  }

  /** The changes from where they were left, or from now on. */
  async #watch(context: Context, sink: Sink): Promise<AsyncIterable<TicketChange>> {
    const cursor = this.#cursor ?? (await this.#now(context, sink));
    try {
      return await context.live.watch(this.#search, cursor, context);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      // A search that cannot be read fails here again.
      const now = await this.#now(context, sink);
      const told = { webhook: this.#target.name, cause: error.message };
      this.#log.error(told, 'a webhook has missed changes: its place in them cannot be used');
      return context.live.watch(this.#search, now, context);
    }
  }

  /** The cursor of now, which is kept at once: a change that comes before the first one is told is not lost. */
  async #now(context: Context, sink: Sink): Promise<string> {
    const page = { after: undefined, first: 1 };
    const { endCursor } = await context.live.changes(this.#search, page, context);
    this.#cursor = endCursor;
    sink.change();
    return endCursor;
  }

  /** A younger cursor where nothing has happened, since old ones expire, and cost more. */
  async #renew(sink: Sink, signal: AbortSignal): Promise<void> {
    const after = this.#cursor;
    const { events, endCursor } = await this.#within(signal, (context) =>
      context.live.changes(this.#search, { after, first: 1 }, context),
    );
    if (events.length > 0 || this.#cursor !== after) return;
    this.#cursor = endCursor;
    sink.change();
  }

  async #within<T>(signal: AbortSignal, run: (context: Context) => Promise<T>): Promise<T> {
    const context = this.#open(this.#target, signal);
    try {
      return await run(context);
    } finally {
      context.over();
    }
  }
}

/** A result; or that none came for a time, or undefined once the signal goes off. */
async function beforeIdle<T>(
  result: Promise<T>,
  signal: AbortSignal,
): Promise<T | 'idle' | undefined> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const idle = sleep(fixedLimits.maxCursorMs, 'idle' as const, { signal: either, ref: false });
  try {
    return await Promise.race([result, idle.catch(() => undefined)]);
  } finally {
    over.abort();
  }
}
