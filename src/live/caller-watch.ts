import { fixedLimits } from '../limits.js';
import { CredentialsError, InvalidInputError, NotFoundError } from '../rt/errors.js';
import type { Context } from '../schema/context.js';
import type { LiveSearch, TicketChange } from '../schema/live-tickets.js';
import { ActivityWatch } from './activity-watch.js';
import { changesSince, stateOfNow } from './change-page.js';
import { EventQueue } from './event-queue.js';
import { writeFeedCursor } from './feed-cursor.js';
import { FeedProgress, type Look, type Moment } from './feed-progress.js';
import type { FeedState } from './feed-state.js';
import { type FoundItem, findItems, rtNow, updatedSince } from './look.js';
import { type EndedLook, type LookPace, LookTimer, nudgePauseMs } from './look-timer.js';
import { type Listener, type OwnList, pass, SearchWatch } from './search-watch.js';
import type { SharedLooks, ToldList, ToldLook } from './shared-looks.js';

/** Searches of one caller for which RT is asked at once. */
const lanes = 2;
/** Searches of one caller whose matches are listed as often as the settings say; more of them are listed less often. */
const fewSearches = 10;
/** Nothing had to be done, or nobody is there to do it for. */
const noLook: EndedLook = { found: false, isOwn: false };

/** How often to look, and with whom. */
export interface LookTimes extends LookPace {
  /** What other processes look for, too. */
  readonly looks: SharedLooks;
}

/** Somebody whose session looks can use. */
interface Subscriber {
  readonly context: Context;
  readonly fail: (error: unknown) => void;
}

/** What another process has found, and when that was heard here. */
interface HeardLook extends ToldLook {
  readonly heardAt: number;
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
  #progress: FeedProgress | undefined;
  #starting: Promise<void> | undefined;
  #looking: Promise<void> | undefined;
  /** The look that comes after the one that is running. */
  #next: Promise<void> | undefined;
  readonly #timer: LookTimer;
  #checkedAt = Date.now();
  /** Looks of other processes that are not told here yet. */
  #heard: HeardLook[] = [];
  readonly #unhear: () => void;

  /** @param over Called when nobody listens any more. */
  constructor(account: string, times: LookTimes, over: () => void) {
    this.#account = account;
    this.#times = times;
    this.#over = over;
    // Who waits for it hears of a failure; the next look comes anyway.
    this.#timer = new LookTimer(times, () => this.#startLook('due').catch(() => undefined));
    this.#unhear = times.looks.hear(account, (look) => {
      this.#heard.push({ ...look, heardAt: Date.now() });
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
    const watch =
      this.#searches.get(search.key) ?? new SearchWatch(search, this.#account, this.#times.looks);
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
      // What is seen from now on is told; what the list has beside it, no change tells.
      await this.#ensureState(context);
      await watch.begin(context);
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
    this.#timer.nudge(ticket);
    for (const watch of this.#searches.values()) watch.suspect();
    this.#plan();
  }

  #queue<T>(context: Context, leave: () => void): EventQueue<T> {
    const queue = new EventQueue<T>(() => {
      this.#subscribers.delete(subscriber);
      leave();
      if (this.#subscribers.size > 0) return;
      this.#timer.stop();
      this.#unhear();
      this.#over();
    });
    const subscriber: Subscriber = { context, fail: (error) => queue.fail(error) };
    this.#subscribers.add(subscriber);
    return queue;
  }

  /** The state of now, read once for all who begin together. */
  async #ensureState(context: Context): Promise<void> {
    while (!this.#progress) {
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
    this.#progress = new FeedProgress(await stateOfNow(load));
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
      for (const { kind, ticket, item, after: reached } of page.events) {
        queue.push({ kind, ticket, item, cursor: () => writeFeedCursor(scope, reached) });
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
    this.#timer.stop();
    if (this.#subscribers.size > 0 && this.#looking === undefined) this.#timer.plan();
  }

  /** Begins a look: one of its own, one that another process may have made, or to tell what was heard of others. */
  #startLook(why: 'own' | 'due' | 'heard'): Promise<void> {
    const isHurried = this.#timer.began({ isHeard: why === 'heard' });
    let ended: EndedLook | undefined;
    const look = async () => {
      ended = await this.#look(why, isHurried);
    };
    this.#looking = look().finally(() => {
      this.#timer.ended(ended);
      this.#looking = undefined;
      const hasHeard = this.#heard.length > 0 && this.#subscribers.size > 0;
      // What was heard in the middle of it, unless somebody waits for an own look: that takes it in, too.
      const goesOn = ended && ended !== noLook && hasHeard && this.#next === undefined;
      if (goesOn) this.#startLook('heard').catch(() => undefined);
      else this.#plan();
    });
    return this.#looking;
  }

  /** A session for a new operation, of anybody who has not left. Whose session has ended hears so. */
  async #open(
    left: ReadonlySet<Subscriber>,
  ): Promise<{ readonly context: Context; readonly by: Subscriber } | undefined> {
    let failure: unknown;
    for (const subscriber of this.#subscribers) {
      if (left.has(subscriber)) continue;
      try {
        return { context: await subscriber.context.fresh(), by: subscriber };
      } catch (error) {
        if (error instanceof CredentialsError) subscriber.fail(error);
        // Whose requests are limited for a while holds up nobody else.
        else failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
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

  /** Looks once. */
  async #look(why: 'own' | 'due' | 'heard', isHurried: boolean): Promise<EndedLook> {
    await this.#checkSessions();
    if (!this.#progress) return noLook;
    const isOwn =
      why === 'own' || this.#isBehind() || (why === 'due' && (await this.#isMine(isHurried)));
    if (!isOwn && this.#heard.length === 0 && !this.#isOwing()) return noLook;
    const left = new Set<Subscriber>();
    for (;;) {
      const opened = await this.#open(left);
      if (!opened) return noLook;
      const { context, by } = opened;
      try {
        return await this.#lookWith(context, isOwn, this.#progress);
      } catch (error) {
        const hasEnded = error instanceof CredentialsError;
        if (hasEnded) by.fail(error);
        if (hasEnded || !this.#subscribers.has(by) || isGone(context)) left.add(by);
        // Only what ended with its lender is done again, at once, for those who stay.
        if (!left.has(by) || this.#subscribers.size === 0) throw error;
      } finally {
        context.over();
      }
    }
  }

  /** Tells what was heard, and what a look of its own finds, also where something was missed before what was heard. */
  async #lookWith(context: Context, isDue: boolean, progress: FeedProgress): Promise<EndedLook> {
    const now = await rtNow(context.load);
    const looks = this.#heard.splice(0).flatMap((look) => this.#takeHeard(look, progress, now));
    const isOwn = isDue || progress.hasGap;
    if (isOwn) {
      const lists = await this.#listDue(context);
      looks.push(await this.#lookAs(context, lists, progress));
    }
    const end = looks.at(-1) ?? { items: [], before: progress.state, start: now };
    const told = [...this.#searches.values()].filter((watch) => watch.isOwing(isOwn));
    await this.#eachAlone(told, context, async (watch, operation) => {
      if (watch.listeners.size > 0) await this.#tellSearch(watch, end, isOwn, operation);
    });
    await this.#checkActivities(context);
    return { found: looks.some(({ items }) => items.length > 0), isOwn };
  }

  /** Lists the matches of the searches of which that is due. */
  async #listDue(context: Context): Promise<readonly OwnList[]> {
    const due = [...this.#searches.values()].filter((watch) => watch.isListDue(this.#followMs));
    const lists: OwnList[] = [];
    await this.#eachAlone(due, context, async (watch, operation) => {
      if (watch.listeners.size === 0) return;
      // Without a list, what is gone is told after the next one.
      const list = await watch.relist(operation).catch(() => undefined);
      if (list) lists.push(list);
    });
    return lists;
  }

  /**
   * Does something for each search as an operation of its own, since an operation may ask RT only so often. Some at a time
   * leave places to people. What fails fails alone, and is told in the end.
   */
  async #eachAlone<T>(
    watches: readonly T[],
    context: Context,
    run: (watch: T, operation: Context) => Promise<void>,
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

  /** Whether a search has events that it could not tell. */
  #isOwing(): boolean {
    return [...this.#searches.values()].some((watch) => watch.isOwing(false));
  }

  /** Whether this process has to look whatever others do: it has missed something, or nobody lists what it follows. */
  #isBehind(): boolean {
    const { hasGap } = this.#progress ?? {};
    return (
      hasGap || [...this.#searches.values()].some((watch) => watch.isListOverdue(this.#followMs))
    );
  }

  /** Whether this process is the one to look now. Until the next turn the others hear what it finds. */
  #isMine(isHurried: boolean): Promise<boolean> {
    const { looks, pollIntervalMs } = this.#times;
    return isHurried
      ? looks.mayLook(this.#account, 'hurried', Math.floor(0.8 * nudgePauseMs))
      : looks.mayLook(this.#account, 'regular', Math.floor(0.8 * pollIntervalMs));
  }

  async #lookAs(
    context: Context,
    lists: readonly OwnList[],
    progress: FeedProgress,
  ): Promise<Look> {
    const { load } = context;
    const start = await rtNow(load);
    const since = progress.since(fixedLimits.wideLooks * this.#times.pollIntervalMs);
    const items = await this.#find(progress.state, await updatedSince(since, load), context);
    const { look, told } = progress.own({ since, start, items });
    const toldLists = lists.map(({ search, tickets, began }): ToldList => {
      return { search, tickets: tickets && [...tickets], ageMs: Date.now() - began };
    });
    this.#times.looks.tell(this.#account, { ...told, lists: toldLists });
    for (const { ticket } of items) this.#timer.saw(ticket);
    return this.#hand(look);
  }

  #takeHeard(look: HeardLook, progress: FeedProgress, now: number): readonly Look[] {
    const taken = progress.heard(look, now);
    if (!taken) return [];
    for (const list of look.lists) {
      this.#searches.get(list.search)?.hear(list, look.heardAt - list.ageMs);
    }
    return [this.#hand(taken)];
  }

  /**
   * Hands what a look found to all who listen by now, in one step with the progress: so that whatever fails later, nothing
   * counts as told that nobody has.
   */
  #hand(look: Look): Look {
    for (const { merges } of look.items) {
      if (merges) for (const watch of this.#searches.values()) watch.suspect();
    }
    for (const watch of this.#activities) watch.take(look.items);
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
    end: Moment,
    isOwn: boolean,
    context: Context,
  ): Promise<void> {
    try {
      await watch.tellAll(end, isOwn, context);
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
