import type { ExecutionResult } from 'graphql';
import { fixedLimits } from '../../limits.js';
import { RtError } from '../../rt/errors.js';
import type { Context } from '../../schema/context.js';
import type { LiveTickets, TicketChange } from '../../schema/live-tickets.js';
import { readIdOf } from '../../schema/object-id.js';
import type { Mask } from '../answer/mask.js';
import { ReadAhead } from './read-ahead.js';
import { Source } from './source.js';
import type { Running } from './subscriptions.js';

/** What a subscription needs of its surroundings. */
export interface RunMeans {
  /** The ID of the last event that the client has seen; goes before the operation's own `after`. */
  readonly lastEventId: string | undefined;
  readonly mask: Mask;
  /** Takes the cost of one event from what the caller may spend. */
  readonly spend: () => Promise<unknown>;
  /** @throws CredentialsError where the caller's session has ended */
  readonly checkCaller: () => Promise<void>;
  /** Runs the operation for one event, as an operation of its own. */
  readonly execute: (event: unknown) => Promise<ExecutionResult>;
  readonly onEnd: () => void;
}

/** What the operation answers for one event. */
interface Told {
  readonly id: (() => string) | undefined;
  readonly result: ExecutionResult;
}

/**
 * One subscription from its start to its end: the source of its events, which can be left at any time, and the results
 * of executing them, some events at a time. An error that ends it is its last result.
 */
export class LiveRun implements Running, AsyncIterableIterator<ExecutionResult> {
  readonly #means: RunMeans;
  #source: Pick<Source<unknown>, 'end'> | undefined;
  #results: ReadAhead<Told> | undefined;
  /** What a client that comes back sends as `Last-Event-ID`, of the item that was taken last. */
  #idOfItem: (() => string) | undefined;
  #id: (() => string) | undefined;
  #failure: unknown;
  #hasEnded = false;
  #isStopped = false;

  constructor(means: RunMeans) {
    this.#means = means;
  }

  /** Whether it ended because the server stops, and not because there is nothing more to come. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The ID of the event of the last result. Undefined for a result that is no event's. */
  eventId(): string | undefined {
    return this.#id?.();
  }

  /** The live tickets as this subscription sees them. */
  follow(live: LiveTickets<Context>): LiveTickets<Context> {
    const { lastEventId } = this.#means;
    return {
      pollIntervalMs: live.pollIntervalMs,
      changes: (...asked) => live.changes(...asked),
      watch: async (query, after, context) =>
        this.#open(
          await live.watch(query, lastEventId ?? after, context),
          ({ cursor }: TicketChange) => cursor(),
        ),
      activity: async (ticket, after, context) => {
        const last = lastEventId === undefined ? after : readIdOf('transaction', lastEventId);
        const items = await live.activity(ticket, last, context);
        return this.#open(items, (item: number) => `transaction/${item}`);
      },
    };
  }

  /** Takes the events, as the operation's `subscribe` has made them of the items of its source. */
  begin(events: AsyncIterable<unknown>): void {
    this.#results = new ReadAhead(events, fixedLimits.maxEventsAtOnce, async (event) => {
      const id = this.#idOfItem;
      return { id, result: await this.#means.execute(event) };
    });
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    this.#id = undefined;
    try {
      const told = this.#hasEnded ? undefined : await this.#results?.next();
      if (told && !this.#hasEnded) {
        this.#id = told.id;
        return { done: false, value: told.result };
      }
    } catch (error) {
      // A client that has gone is told nothing.
      if (!this.#hasEnded) this.#failure = error;
    }
    this.end();
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure === undefined) return done;
    return { done: false, value: { errors: [this.#means.mask(failure)] } };
  }

  return(): Promise<IteratorResult<ExecutionResult>> {
    this.end();
    return Promise.resolve(done);
  }

  /** Ends it at once. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#source?.end();
    this.#results?.end();
    this.#means.onEnd();
  }

  stop(): void {
    this.#isStopped = true;
    this.end();
  }

  checkCaller(): void {
    this.#means.checkCaller().catch((error: unknown) => {
      // What cannot be looked up now is looked up again.
      const hasLeft = error instanceof RtError && error.code !== 'OVERLOADED';
      if (!hasLeft || this.#hasEnded) return;
      this.#failure = error;
      this.end();
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #open<T>(items: AsyncIterable<T>, idOf: (item: T) => string): AsyncIterable<T> {
    const source = new Source(items, async (item) => {
      await this.#means.spend();
      this.#idOfItem = () => idOf(item);
    });
    this.#source = source;
    // Its client has gone while it was opened.
    if (this.#hasEnded) source.end();
    return source;
  }
}

/** Puts the live tickets of a subscription in the place of its context's. */
export function followLive(context: Context, run: LiveRun): void {
  Object.assign(context, { live: run.follow(context.live) });
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };
