import { InvalidInputError, NotFoundError } from '../../../src/rt/errors.js';
import type { Context } from '../../../src/schema/context.js';
import type { LiveSearch, LiveTickets, TicketChange } from '../../../src/schema/live-tickets.js';

/** Somebody who follows the fake. */
interface Follower<T> {
  /** What they asked to resume after. */
  readonly after: unknown;
  readonly query: string;
  push(item: T): void;
  fail(error: unknown): void;
}

/** Live tickets that a test makes happen: nothing is asked of RT. */
export class FakeLive implements LiveTickets<Context> {
  readonly pollIntervalMs = 2000;
  readonly watchers = new Set<Follower<TicketChange>>();
  readonly listeners = new Set<Follower<number>>();
  /** How many items followers have taken. */
  taken = 0;
  #cursors = 0;

  changes(): Promise<never> {
    throw new Error('only who stays is told anything');
  }

  async watch(
    { key }: LiveSearch<Context>,
    after: string | undefined,
  ): Promise<AsyncIterable<TicketChange>> {
    if (after === 'bad') throw new InvalidInputError('The cursor is not valid.');
    return this.#follow(this.watchers, key, after);
  }

  async activity(ticket: number, after: number | undefined): Promise<AsyncIterable<number>> {
    if (ticket === 99999) throw new NotFoundError('The ticket does not exist.');
    return this.#follow(this.listeners, `ticket ${ticket}`, after);
  }

  /** Tells all watchers of a change; its cursor is c1, c2 and so on. */
  change(ticket: number, kind: TicketChange['kind'] = 'UPDATED'): void {
    const item = ++this.#cursors;
    for (const { push } of this.watchers) push({ kind, ticket, item, cursor: () => `c${item}` });
  }

  /** Tells all listeners of a history item. */
  happened(item: number): void {
    for (const { push } of this.listeners) push(item);
  }

  /** Ends all followers with an error. */
  fail(error: unknown): void {
    for (const { fail } of [...this.watchers, ...this.listeners]) fail(error);
  }

  #follow<T>(followers: Set<Follower<T>>, query: string, after: unknown): AsyncIterable<T> {
    const waiting: T[] = [];
    let failure: unknown;
    let wake: (() => void) | undefined;
    const follower: Follower<T> = {
      after,
      query,
      push(item) {
        waiting.push(item);
        wake?.();
      },
      fail(error) {
        failure = error;
        wake?.();
      },
    };
    followers.add(follower);
    const took = () => this.taken++;
    return {
      [Symbol.asyncIterator]: () => ({
        async next() {
          for (;;) {
            if (failure !== undefined) throw failure;
            const value = waiting.shift();
            if (value !== undefined) {
              took();
              return { done: false, value };
            }
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        },
        async return() {
          followers.delete(follower);
          return { done: true, value: undefined };
        },
      }),
    };
  }
}
