import type { Context } from '../schema/context.js';
import type {
  LiveSearch,
  LiveTickets,
  TicketChange,
  TicketChangePage,
} from '../schema/live-tickets.js';
import { CallerWatch, type LookTimes } from './caller-watch.js';
import { changesSince, stateOfNow } from './change-page.js';
import { readFeedCursor, writeFeedCursor } from './feed-cursor.js';
import type { FeedState } from './feed-state.js';
import { rtNow } from './look.js';

/** The one place where RT is asked for changes: one watch for each caller to whom somebody listens. */
export class LiveHub implements LiveTickets<Context> {
  readonly pollIntervalMs: number;
  readonly #times: LookTimes;
  readonly #watches = new Map<string, CallerWatch>();

  constructor(times: LookTimes) {
    this.pollIntervalMs = times.pollIntervalMs;
    this.#times = times;
  }

  async changes(
    search: LiveSearch<Context>,
    { after, first }: { readonly after: string | undefined; readonly first: number },
    context: Context,
  ): Promise<TicketChangePage> {
    const { load } = context;
    const scope = { account: await context.account(), search: search.key };
    const cursorOf = (state: FeedState) => writeFeedCursor(scope, state);
    const begun = after === undefined ? undefined : await this.#read(after, search, context);
    const query = await search.query(context);
    if (!begun) {
      const [state] = await Promise.all([stateOfNow(load), load.search.check(query)]);
      return { events: [], endCursor: cursorOf(state), hasMore: false };
    }
    const page = await changesSince(begun, query, first, load);
    return {
      events: page.events.map(({ kind, ticket, item, after: reached }) => ({
        kind,
        ticket,
        item,
        cursor: () => cursorOf(reached),
      })),
      endCursor: cursorOf(page.state),
      hasMore: page.hasMore,
    };
  }

  async watch(
    search: LiveSearch<Context>,
    after: string | undefined,
    context: Context,
  ): Promise<AsyncIterable<TicketChange>> {
    const begun = after === undefined ? undefined : await this.#read(after, search, context);
    const account = await context.account();
    return this.#watchOf(account).watch(search, begun, context);
  }

  async activity(
    ticket: number,
    after: number | undefined,
    context: Context,
  ): Promise<AsyncIterable<number>> {
    const account = await context.account();
    return this.#watchOf(account).activity(ticket, after, context);
  }

  /** A ticket may have changed: whoever listens to anything looks at once. */
  nudge(ticket: number): void {
    for (const watch of this.#watches.values()) watch.nudge(ticket);
  }

  /** To be used at once: a watch is over when nobody listens to it any more. */
  #watchOf(account: string): CallerWatch {
    const known = this.#watches.get(account);
    if (known) return known;
    const watch: CallerWatch = new CallerWatch(account, this.#times, () => {
      if (this.#watches.get(account) === watch) this.#watches.delete(account);
    });
    this.#watches.set(account, watch);
    return watch;
  }

  async #read(text: string, search: LiveSearch<Context>, context: Context): Promise<FeedState> {
    const account = await context.account();
    return readFeedCursor(text, { account, search: search.key }, await rtNow(context.load));
  }
}
