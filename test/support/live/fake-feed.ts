import { EventEmitter, once } from 'node:events';
import { InvalidInputError } from '../../../src/rt/errors.js';
import type { Context } from '../../../src/schema/context.js';
import type { LiveTickets, TicketChange } from '../../../src/schema/live-tickets.js';

/** A feed of a test's own: it tells what it is given, and its cursors count that. */
export class FakeFeed implements LiveTickets<Context> {
  readonly pollIntervalMs = 1000;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #changes: TicketChange[] = [];
  /** What is thrown at whoever comes next. */
  failure: Error | undefined;
  /** How many follow it. */
  watchers = 0;

  /** Something happens to a ticket. */
  tell(ticket: number, kind: TicketChange['kind'] = 'UPDATED', isSilent = false): void {
    const nth = this.#changes.length + 1;
    this.#changes.push({ kind, ticket, item: isSilent ? 0 : nth, cursor: () => String(nth) });
    this.#events.emit('change');
  }

  changes: LiveTickets<Context>['changes'] = async (_, { after, first }) => {
    this.#check(after);
    const from = after === undefined ? this.#changes.length : Number(after);
    const events = this.#changes.slice(from, from + first);
    const end = from + events.length;
    return { events, endCursor: String(end), hasMore: end < this.#changes.length };
  };

  watch: LiveTickets<Context>['watch'] = async (_, after) => {
    this.#check(after);
    return this.#follow(after === undefined ? this.#changes.length : Number(after));
  };

  activity(): never {
    throw new Error('no webhook asks for that');
  }

  /** The means of an operation, of which webhooks need no others. */
  get context(): Context {
    return { live: this, over: () => undefined } as unknown as Context;
  }

  #follow(from: number): AsyncIterableIterator<TicketChange> {
    this.watchers++;
    const end = new AbortController();
    let at = from;
    const over = { done: true, value: undefined } as const;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        while (at >= this.#changes.length && !end.signal.aborted) {
          await once(this.#events, 'change', { signal: end.signal }).catch(() => undefined);
        }
        const value = this.#changes[at++];
        return end.signal.aborted || !value ? over : { done: false, value };
      },
      return: async () => {
        if (!end.signal.aborted) this.watchers--;
        end.abort();
        return over;
      },
    };
  }

  #check(after: string | undefined): void {
    if (this.failure) throw this.failure;
    if (after !== undefined && !/^\d+$/.test(after)) throw new InvalidInputError('A bad cursor.');
  }
}
