import { fixedLimits } from '../limits.js';
import { CredentialsError, InvalidInputError, NotFoundError } from '../rt/errors.js';
import type { Context } from '../schema/context.js';
import type { LiveSearch, TicketChange } from '../schema/live-tickets.js';
import { ActivityWatch } from './activity-watch.js';
import { changesSince, stateOfNow } from './change-page.js';
import { EventQueue } from './event-queue.js';
import { writeFeedCursor } from './feed-cursor.js';
import { type FeedState, isUntold, settle, tell } from './feed-state.js';
import { type FoundItem, findItems, rtNow, updatedSince } from './look.js';
import { type Listener, type Look, pass, SearchWatch } from './search-watch.js';
import type { SharedLooks, ToldLook } from './shared-looks.js';

/** Looks that find nothing until they are made less often. */
const idleLooks = 60;
/** How long a look waits while requests of people wait for RT. */
const busyPauseMs = 100;
/** Searches of one caller for which RT is asked at once. */
const lanes = 2;
/** Searches of one caller whose matches are listed as often as the settings say; more of them are listed less often. */
const fewSearches = 10;
/** Between two looks because of nudges. */
const nudgePauseMs = 250;
/** When to look after a nudge: RT may send it before the change can be seen. */
const nudgeLooksMs: readonly number[] = [0, 300, 1000];

/** When to look. */
export interface LookTimes {
  readonly pollIntervalMs: number;
  /** Whether requests of people wait for RT: looks then wait, too. */
  readonly isBusy: () => boolean;
  /** What other processes look for, too. */
  readonly looks: SharedLooks;
}

/** Somebody whose session looks can use. */
interface Subscriber {
  readonly context: Context;
  readonly fail: (error: unknown) => void;
}

/**
 * All that one caller listens to. What changed is found by one search for all of their searches, and who of them is told
 * by one more for each, where something changed.
 */
export class CallerWatch {
  readonly #account: string;
  readonly #times: LookTimes;
  readonly #subscribers = new Set<Subscriber>();
  readonly #searches = new Map<string, SearchWatch>();
  readonly #activities = new Set<ActivityWatch>();
  readonly #over: () => void;
  #state: FeedState | undefined;
  #starting: Promise<void> | undefined;
  /** Until when changes are found, by RT's clock; what was committed late apart. */
  #seenAt = 0;
  #wideAt = 0;
  #looking: Promise<void> | undefined;
  /** The look that comes after the one that is running. */
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #beganAt = 0;
  /** When the next look is due; undefined until that is planned. */
  #dueAt: number | undefined;
  #checkedAt = Date.now();
  #lastMs = 0;
  #failures = 0;
  #idle = 0;
  /** When to look again because of a nudge, and for which tickets. */
  #hurries: number[] = [];
  readonly #nudged = new Set<number>();
  /** Looks of other processes that are not told here yet. */
  #heard: ToldLook[] = [];
  /** Whether others may have seen what was not heard here. */
  #hasGap = false;
  readonly #unhear: () => void;

  /** @param over Called when nobody listens any more. */
  constructor(account: string, times: LookTimes, over: () => void) {
    this.#account = account;
    this.#times = times;
    this.#over = over;
    this.#unhear = times.looks.hear(account, (look) => {
      this.#heard.push(look);
      if (this.#looking === undefined) this.#startLook('heard').catch(() => undefined);
    });
  }

  /** Between two looks for what no change tells. */
  get #followMs(): number {
    const share = Math.max(1, this.#searches.size / fewSearches);
    return share * fixedLimits.followLooks * this.#times.pollIntervalMs;
  }

  /** Begins to tell somebody of a search. What is wrong with search or cursor is thrown. */
  async watch(
    search: LiveSearch<Context>,
    after: FeedState | undefined,
    context: Context,
  ): Promise<EventQueue<TicketChange>> {
    const watch = this.#searches.get(search.key) ?? new SearchWatch(search, this.#account);
    const queue: EventQueue<TicketChange> = this.#queue(context, () => {
      watch.listeners.delete(listener);
      if (watch.listeners.size === 0 && this.#searches.get(search.key) === watch) {
        this.#searches.delete(search.key);
      }
    });
    const listener: Listener = { queue, told: { floor: 0, told: new Map() }, waiting: [] };
    this.#searches.set(search.key, watch);
    watch.listeners.add(listener);
    try {
      await watch.begin(context);
      await this.#ensureState(context);
      if (after) await this.#catchUp(listener, search, after, context);
      else await this.#startAtNow(listener);
    } catch (error) {
      await queue.return();
      throw error;
    }
    this.#plan();
    return queue;
  }

  /** Begins to tell somebody of a ticket's history. */
  async activity(
    ticket: number,
    after: number | undefined,
    context: Context,
  ): Promise<EventQueue<number>> {
    const queue: EventQueue<number> = this.#queue(context, () => this.#activities.delete(watch));
    const watch = new ActivityWatch(ticket, queue);
    this.#activities.add(watch);
    try {
      await this.#ensureState(context);
      await watch.begin(after, context);
    } catch (error) {
      await queue.return();
      throw error;
    }
    this.#plan();
    return queue;
  }

  /** A ticket may have changed just now, or a little later. */
  nudge(ticket: number): void {
    const now = Date.now();
    this.#nudged.add(ticket);
    this.#hurries = nudgeLooksMs.map((ms) => now + ms);
    for (const watch of this.#searches.values()) watch.suspect();
    this.#plan();
  }

  #queue<T>(context: Context, leave: () => void): EventQueue<T> {
    const queue = new EventQueue<T>(() => {
      this.#subscribers.delete(subscriber);
      leave();
      if (this.#subscribers.size > 0) return;
      clearTimeout(this.#timer);
      this.#unhear();
      this.#over();
    });
    const subscriber: Subscriber = { context, fail: (error) => queue.fail(error) };
    this.#subscribers.add(subscriber);
    return queue;
  }

  /** The state of now, read once for all who begin together. */
  async #ensureState(context: Context): Promise<void> {
    while (!this.#state) {
      const others = this.#starting;
      if (!others) {
        this.#starting = this.#start(context).finally(() => {
          this.#starting = undefined;
        });
        return this.#starting;
      }
      // Whoever began may have left since, which is nothing to those who wait.
      await others.catch(() => undefined);
    }
  }

  async #start({ load }: Context): Promise<void> {
    const state = await stateOfNow(load);
    this.#state = state;
    this.#seenAt = state.since + fixedLimits.maxCommitMs;
    this.#wideAt = Date.now();
  }

  /** What a look finds that begins now is not news to a new listener; what is found after it is. */
  async #startAtNow(listener: Listener): Promise<void> {
    await this.#lookNow();
    listener.waiting = undefined;
  }

  /**
   * Tells what happened since a cursor, page by page; after the first page while the listener reads. What looks find
   * meanwhile is told by a page that begins later, but for the last one.
   */
  async #catchUp(
    listener: Listener,
    search: LiveSearch<Context>,
    after: FeedState,
    context: Context,
  ): Promise<void> {
    const scope = { account: this.#account, search: search.key };
    const { queue } = listener;
    let state = after;
    const tellPage = async (operation: Context): Promise<boolean> => {
      listener.waiting = [];
      const query = await search.query(operation);
      const page = await changesSince(state, query, fixedLimits.maxCatchUpEvents, operation.load);
      for (const { kind, ticket, after: reached } of page.events) {
        queue.push({ kind, ticket, cursor: () => writeFeedCursor(scope, reached) });
      }
      state = page.state;
      if (page.hasMore) return true;
      listener.told = state;
      const { waiting } = listener;
      listener.waiting = undefined;
      for (const change of waiting) pass(listener, change);
      return false;
    };
    const goOn = async () => {
      for (let hasMore = true; hasMore && !queue.hasEnded; ) {
        await queue.drained();
        const operation = await context.fresh();
        hasMore = await tellPage(operation).finally(operation.over);
      }
    };
    if (await tellPage(context)) goOn().catch((error: unknown) => queue.fail(error));
  }

  /** A look that begins now, one for all who ask for it before it does. */
  #lookNow(): Promise<void> {
    if (this.#looking === undefined) return this.#startLook('own');
    this.#next ??= this.#afterThis();
    return this.#next;
  }

  async #afterThis(): Promise<void> {
    while (this.#looking !== undefined) await this.#looking.catch(() => undefined);
    // Those who ask from now on need a later one.
    this.#next = undefined;
    await this.#startLook('own');
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#subscribers.size === 0 || this.#looking !== undefined) return;
    const now = Date.now();
    // Whoever joins meanwhile does not put it off.
    this.#dueAt ??= now + this.#pause();
    const [hurry = Number.POSITIVE_INFINITY] = this.#hurries;
    const at = Math.min(this.#dueAt, Math.max(hurry, this.#beganAt + nudgePauseMs));
    this.#timer = setTimeout(() => this.#lookWhenFree(at), Math.max(0, at - now));
    this.#timer.unref();
  }

  #pause(): number {
    const { pollIntervalMs } = this.#times;
    // Nothing may happen for hours, and RT may be slow.
    const idle = this.#idle > idleLooks ? 1.5 : 1;
    // How long a failure took says nothing about the next answer.
    const ms =
      this.#failures === 0
        ? Math.max(pollIntervalMs * idle, Math.min(2 * this.#lastMs, fixedLimits.maxPollMs))
        : Math.max(
            pollIntervalMs,
            Math.min(fixedLimits.maxPollMs, pollIntervalMs * 2 ** this.#failures),
          );
    return ms * (0.9 + 0.2 * Math.random());
  }

  /** Requests of people go first, but put a look that is due off by no more than an interval. */
  #lookWhenFree(dueAt: number): void {
    const mayWait = Date.now() - dueAt < this.#times.pollIntervalMs;
    if (mayWait && this.#times.isBusy()) {
      this.#timer = setTimeout(() => this.#lookWhenFree(dueAt), busyPauseMs);
      this.#timer.unref();
      return;
    }
    // Who waits for it hears of a failure; the next look comes anyway.
    this.#startLook('due').catch(() => undefined);
  }

  /** Begins a look: one of its own, one that another process may have made, or to tell what was heard of others. */
  #startLook(why: 'own' | 'due' | 'heard'): Promise<void> {
    clearTimeout(this.#timer);
    this.#beganAt = Date.now();
    const isHurried = this.#hurries.some((at) => at <= this.#beganAt);
    this.#hurries = this.#hurries.filter((at) => at > this.#beganAt);
    const looking = this.#look(why, isHurried).then(
      (found) => {
        this.#failures = 0;
        this.#idle = found ? 0 : this.#idle + 1;
      },
      (error: unknown) => {
        this.#failures = Math.min(10, this.#failures + 1);
        throw error;
      },
    );
    this.#looking = looking.finally(() => {
      this.#lastMs = Date.now() - this.#beganAt;
      this.#looking = undefined;
      this.#dueAt = undefined;
      this.#plan();
    });
    return this.#looking;
  }

  /** A session for a new operation, of anybody who has not left. Whose session has ended hears so. */
  async #open(
    left: ReadonlySet<Subscriber>,
  ): Promise<{ readonly context: Context; readonly by: Subscriber } | undefined> {
    for (const subscriber of this.#subscribers) {
      if (left.has(subscriber)) continue;
      try {
        return { context: await subscriber.context.fresh(), by: subscriber };
      } catch (error) {
        if (!(error instanceof CredentialsError)) throw error;
        subscriber.fail(error);
      }
    }
    return undefined;
  }

  /** Whoever's session has ended hears so, also where nothing happens and another one's session serves the looks. */
  async #checkSessions(): Promise<void> {
    if (Date.now() - this.#checkedAt < this.#followMs) return;
    this.#checkedAt = Date.now();
    for (const { context, fail } of [...this.#subscribers]) {
      try {
        (await context.fresh()).over();
      } catch (error) {
        if (error instanceof CredentialsError) fail(error);
      }
    }
  }

  /** Looks once, and says whether anything was found. */
  async #look(why: 'own' | 'due' | 'heard', isHurried: boolean): Promise<boolean> {
    await this.#checkSessions();
    const isOwn = why === 'own' || (why === 'due' && (await this.#isMine(isHurried)));
    if (!isOwn && this.#heard.length === 0 && !this.#isOwing()) return false;
    const due = [...this.#searches.values()].filter((watch) => watch.isListDue(this.#followMs));
    const left = new Set<Subscriber>();
    for (;;) {
      const opened = await this.#open(left);
      if (!opened || !this.#state) return false;
      const { context, by } = opened;
      try {
        return await this.#lookWith(context, isOwn, due);
      } catch (error) {
        if (error instanceof CredentialsError) by.fail(error);
        else if (!this.#subscribers.has(by) || isGone(context)) left.add(by);
        // Only what ended with its lender is done again, at once, for those who stay.
        if (!left.has(by) || this.#subscribers.size === 0) throw error;
      } finally {
        context.over();
      }
    }
  }

  /** Lists the searches of which that is due, looks, and tells. Says whether anything was found. */
  async #lookWith(context: Context, isOwn: boolean, due: readonly SearchWatch[]): Promise<boolean> {
    const listed = new Map<SearchWatch, ReadonlySet<number>>();
    await this.#eachAlone(due, context, async (watch, operation) => {
      // Without a list, what is gone is told after the next one.
      const numbers = await watch.relist(operation).catch(() => undefined);
      if (numbers) listed.set(watch, numbers);
    });
    const looks = this.#heard.splice(0).map((look) => this.#takeHeard(look, this.#stateNow()));
    if (isOwn) looks.push(await this.#lookAs(context, this.#stateNow()));
    const before = this.#stateNow();
    const last = looks.at(-1) ?? { items: [], before, start: await rtNow(context.load) };
    const told = [...this.#searches.values()].filter((watch) => watch.isOwing || listed.has(watch));
    await this.#eachAlone(told, context, (watch, operation) =>
      this.#tellSearch(watch, last, listed.get(watch), operation),
    );
    await this.#checkActivities(context);
    return looks.some(({ items }) => items.length > 0);
  }

  /**
   * Does something for each search as an operation of its own, since an operation may ask RT only so often. Some at a time
   * leave places to people. What fails fails alone, and is told in the end.
   */
  async #eachAlone(
    watches: readonly SearchWatch[],
    context: Context,
    run: (watch: SearchWatch, operation: Context) => Promise<void>,
  ): Promise<void> {
    const waiting = [...watches];
    const failures: unknown[] = [];
    const lane = async () => {
      for (let watch = waiting.shift(); watch; watch = waiting.shift()) {
        let operation = context;
        try {
          if (watches.length > 1) operation = await context.fresh();
          await run(watch, operation);
        } catch (error) {
          failures.push(error);
        } finally {
          if (operation !== context) operation.over();
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (failures.length > 0) throw failures[0];
  }

  #stateNow(): FeedState {
    if (!this.#state) throw new Error('A look needs a state to start from.');
    return this.#state;
  }

  /** Whether a search has events that it could not tell. */
  #isOwing(): boolean {
    return [...this.#searches.values()].some((watch) => watch.isOwing);
  }

  /** Whether this process is the one to look now. */
  async #isMine(isHurried: boolean): Promise<boolean> {
    if (this.#hasGap) return true;
    // Until then the others hear what this one finds.
    const ms = isHurried ? nudgePauseMs : 0.8 * this.#times.pollIntervalMs;
    return this.#times.looks.mayLook(this.#account, Math.floor(ms));
  }

  async #lookAs(context: Context, before: FeedState): Promise<Look> {
    const { load } = context;
    const start = await rtNow(load);
    const isWide = Date.now() - this.#wideAt >= fixedLimits.wideLooks * this.#times.pollIntervalMs;
    const since = isWide || this.#hasGap ? before.since : Math.max(before.since, this.#seenAt);
    const items = await this.#find(before, await updatedSince(since, load), context);
    this.#times.looks.tell(this.#account, { since, start, items });
    return this.#advance({ since, start, items }, before);
  }

  /** What another process has found, as far as it is news here. */
  #takeHeard({ since, start, items }: ToldLook, before: FeedState): Look {
    const news = items.filter(({ id }) => isUntold(before, id));
    return this.#advance({ since, start, items: news }, before);
  }

  /**
   * Goes on to after a look, and hands what it found to all who listen by now: in one step, so that whatever fails later,
   * nothing counts as told that nobody has.
   */
  #advance({ since, start, items }: ToldLook, before: FeedState): Look {
    const told = tell(
      before,
      items.map(({ id }) => id),
      start,
    );
    const isWide = since <= before.since;
    this.#state = isWide ? settle(told, start) : told;
    if (isWide) this.#wideAt = Date.now();
    // What came between the last look and this one, nobody here has heard of.
    this.#hasGap = !isWide && since > this.#seenAt;
    if (!this.#hasGap) this.#seenAt = Math.max(this.#seenAt, start);
    const look: Look = { items, before, start };
    this.#took(items);
    for (const watch of this.#activities) watch.take(items);
    for (const watch of this.#searches.values()) watch.take(look);
    return look;
  }

  /** Of many tickets some at a time, each time as an operation of its own. */
  async #find(
    before: FeedState,
    tickets: readonly number[],
    context: Context,
  ): Promise<readonly FoundItem[]> {
    const most = fixedLimits.maxChangedTickets;
    const items: FoundItem[] = [];
    for (let at = 0; at < tickets.length; at += most) {
      const operation = at === 0 ? context : await context.fresh();
      try {
        items.push(...(await findItems(before, tickets.slice(at, at + most), operation.load)));
      } finally {
        if (operation !== context) operation.over();
      }
    }
    return items.sort((a, b) => a.id - b.id);
  }

  #took(items: readonly FoundItem[]): void {
    for (const { ticket, merges } of items) {
      this.#nudged.delete(ticket);
      if (merges) for (const watch of this.#searches.values()) watch.suspect();
    }
    // What was announced is there.
    if (this.#nudged.size === 0) this.#hurries = [];
    if (this.#hurries.length === 0) this.#nudged.clear();
  }

  async #checkActivities(context: Context): Promise<void> {
    for (const watch of [...this.#activities]) {
      try {
        await watch.check(this.#followMs, context);
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        watch.queue.fail(error);
      }
    }
  }

  async #tellSearch(
    watch: SearchWatch,
    last: Look,
    listed: ReadonlySet<number> | undefined,
    context: Context,
  ): Promise<void> {
    try {
      await watch.tellAll(last, listed, context);
    } catch (error) {
      // What RT could read when it began, it cannot any more.
      if (!(error instanceof InvalidInputError)) throw error;
      for (const { queue } of [...watch.listeners]) queue.fail(error);
    }
  }
}

/** Whether an operation's client has left, rather than its time being over. */
function isGone({ signal }: Context): boolean {
  return (
    signal.aborted && !(signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
  );
}
