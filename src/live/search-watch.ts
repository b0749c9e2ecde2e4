import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';
import type { Context } from '../schema/context.js';
import type { LiveSearch, TicketChange } from '../schema/live-tickets.js';
import { matchesOf } from './change-page.js';
import type { EventQueue } from './event-queue.js';
import { eventsOf, type FeedEvent } from './events.js';
import { writeFeedCursor } from './feed-cursor.js';
import type { Look, Moment } from './feed-progress.js';
import { type FeedState, isUntold, tell } from './feed-state.js';
import type { SharedLooks, ToldList } from './shared-looks.js';

/** The tickets that a search matches. */
export interface OwnList {
  /** The search's key. */
  readonly search: string;
  /** Undefined where they are too many to follow. */
  readonly tickets: ReadonlySet<number> | undefined;
  /** When RT was asked for it. */
  readonly began: number;
}

/** Somebody who listens to a search. */
export interface Listener {
  readonly queue: EventQueue<TicketChange>;
  /** What was told before the watch told anything: by pages after a cursor, or nothing that was there at the start. */
  told: Pick<FeedState, 'floor' | 'told'>;
  /** Events wait here while the listener catches up. */
  waiting: TimedChange[] | undefined;
}

interface TimedChange {
  readonly item: number;
  readonly change: TicketChange;
}

/** Gives a listener an event, unless it was told before. */
export function pass(listener: Listener, { item, change }: TimedChange): void {
  if (item === 0 || isUntold(listener.told, item)) listener.queue.push(change);
}

/** One search of one caller, followed for all who listen to it. */
export class SearchWatch {
  readonly listeners = new Set<Listener>();
  readonly #search: LiveSearch<Context>;
  readonly #account: string;
  readonly #shared: SharedLooks;
  /** Looks whose events are not told yet, since RT failed to say which tickets match. */
  readonly #looks: Look[] = [];
  /** The tickets that match; undefined where they are too many to follow. */
  #members: Set<number> | undefined;
  #begun: Promise<void> | undefined;
  /** Until the matches are listed for the first time, looks wait to be told. */
  #isListing = false;
  #listedAt = 0;
  #listMs = 0;
  /** When something happened that may have changed the matches in silence; undefined where they were listed since. */
  #suspectAt: number | undefined;
  /** When another process had a list that differs; only a list of its own ends that. */
  #doubtAt: number | undefined;
  /** What was listed and not compared yet, and what was told since that began. */
  #listed: ReadonlySet<number> | undefined;
  readonly #toldSince = new Set<number>();
  /** What another process has listed. */
  #heard: ReadonlySet<number> | undefined;

  constructor(search: LiveSearch<Context>, account: string, shared: SharedLooks) {
    this.#search = search;
    this.#account = account;
    this.#shared = shared;
  }

  /**
   * Hears whether RT can read the search, and lists the tickets that match: before anything is told, so that what leaves
   * from now on is known to have been there. Once for all who listen.
   * @throws InvalidInputError
   */
  async begin(context: Context): Promise<void> {
    for (let others = this.#begun; others; others = this.#begun) {
      try {
        return await others;
      } catch (error) {
        // Whoever began may have left since. What is wrong with the search is wrong for all.
        if (error instanceof InvalidInputError) throw error;
      }
    }
    this.#isListing = true;
    this.#begun = this.#begin(context)
      .catch((error: unknown) => {
        this.#begun = undefined;
        throw error;
      })
      .finally(() => {
        this.#isListing = false;
      });
    return this.#begun;
  }

  async #begin(context: Context): Promise<void> {
    await context.load.search.check(await this.#search.query(context));
    this.#members = await this.#list(context);
  }

  /** The matches are listed again before the next look. */
  suspect(): void {
    this.#suspectAt ??= Date.now();
  }

  async #list(context: Context): Promise<Set<number> | undefined> {
    const { search } = context.load;
    const began = Date.now();
    this.#listedAt = began;
    this.#suspectAt = undefined;
    this.#doubtAt = undefined;
    const most = fixedLimits.maxFollowedTickets;
    const query = await this.#search.query(context);
    const isMany = (await search.listsStretches())
      ? (await search.ticketCount(query)) > most
      : await search.isLarge();
    const ids = isMany ? undefined : await search.tickets(query);
    this.#listedAt = Date.now();
    this.#listMs = this.#listedAt - began;
    return ids && ids.length <= most ? new Set(ids) : undefined;
  }

  /** Whether it is time to list the matches again. */
  isListDue(followMs: number): boolean {
    return this.#members !== undefined && Date.now() >= this.#dueAt(followMs);
  }

  /** Whether no other process has listed them although that was due. */
  isListOverdue(followMs: number): boolean {
    const patience = (this.#suspectAt ?? this.#doubtAt) === undefined ? 1 : 0.3;
    return this.isListDue(followMs) && Date.now() >= this.#dueAt(followMs) + patience * followMs;
  }

  #dueAt(followMs: number): number {
    // A list that takes long is made seldom.
    const regular = this.#listedAt + Math.max(followMs, 20 * this.#listMs);
    return Math.min(this.#suspectAt ?? regular, this.#doubtAt ?? regular);
  }

  /** Lists the matches again, before a look: what changed is told by that. */
  async relist(context: Context): Promise<OwnList> {
    const began = Date.now();
    this.#listed = undefined;
    this.#toldSince.clear();
    const tickets = await this.#list(context);
    this.#listed = tickets;
    return { search: this.#search.key, tickets, began };
  }

  /** Takes in what another process has listed before its look. Only what is the same here is believed. */
  hear({ tickets }: ToldList, began: number): void {
    if (began < this.#listedAt) return;
    this.#listedAt = began;
    if (this.#suspectAt !== undefined && this.#suspectAt <= began) this.#suspectAt = undefined;
    this.#heard = tickets && new Set(tickets);
  }

  /** Whether there is something to be told, or to be compared, after a look of its own or others that were heard. */
  isOwing(isOwn: boolean): boolean {
    if (this.#isListing) return false;
    const toCompare = this.#heard ?? (isOwn ? this.#listed : undefined);
    return this.#looks.length > 0 || toCompare !== undefined;
  }

  /** Takes in what a look has found, to be told. */
  take(look: Look): void {
    if (look.items.length > 0) this.#looks.push(look);
  }

  /**
   * Tells all who listen what there is to be told, and what came and went in silence, after the last look. A list is only
   * compared after a look of its own, which began after it: what others have seen may be older than the list.
   */
  async tellAll(end: Moment, isOwn: boolean, context: Context): Promise<void> {
    for (let [next] = this.#looks; next; [next] = this.#looks) {
      const isChange = next.items.some(({ means }) => means !== 'nothing');
      const matches = isChange ? await this.#matches(next, context) : new Set<number>();
      this.#looks.shift();
      for (const event of eventsOf(next.items, matches)) {
        this.#toldSince.add(event.ticket);
        if (this.#isNews(event)) this.#tell(event, next);
      }
    }
    const heard = this.#heard;
    this.#heard = undefined;
    if (this.#listed && !isOwn) return;
    const [listed, told] = [this.#listed, new Set(this.#toldSince)];
    this.#listed = undefined;
    this.#toldSince.clear();
    if (listed) {
      for (const event of this.#silent(listed, told)) this.#tell(event, end);
    } else if (heard && this.#differs(heard, told)) {
      // Either something went in silence, or one list is older than the other: RT knows.
      this.#doubtAt ??= Date.now();
    }
  }

  /** Which tickets match after a look, asked once for all processes that tell of it. */
  async #matches(look: Look, context: Context): Promise<ReadonlySet<number>> {
    const question = `${this.#search.key} after ${look.id}`;
    const ask = async () => [
      ...(await matchesOf(look, await this.#search.query(context), context.load)),
    ];
    return new Set(await this.#shared.once(this.#account, question, ask, context.signal));
  }

  /** Whether a list of another process has what is not known here, or lacks what is, but for what is told just now. */
  #differs(heard: ReadonlySet<number>, told: ReadonlySet<number>): boolean {
    const members = this.#members;
    if (!members) return false;
    const hasMore = (these: ReadonlySet<number>, those: ReadonlySet<number>) =>
      [...these].some((ticket) => !those.has(ticket) && !told.has(ticket));
    return hasMore(members, heard) || hasMore(heard, members);
  }

  /** A ticket that was not among the matches leaves nothing. */
  #isNews({ kind, ticket }: FeedEvent): boolean {
    if (!this.#members) return true;
    if (kind === 'LEFT') return this.#members.delete(ticket);
    this.#members.add(ticket);
    return true;
  }

  /** What came and went without a change that the caller may see: by rights, merges, deletions, time. */
  #silent(listed: ReadonlySet<number>, told: ReadonlySet<number>): readonly FeedEvent[] {
    const members = this.#members;
    if (!members) return [];
    const gone = [...members].filter((ticket) => !listed.has(ticket) && !told.has(ticket));
    const come = [...listed].filter((ticket) => !members.has(ticket) && !told.has(ticket));
    for (const ticket of gone) members.delete(ticket);
    for (const ticket of come) members.add(ticket);
    return [
      ...gone.map((ticket): FeedEvent => ({ kind: 'LEFT', ticket, item: 0 })),
      ...come.map((ticket): FeedEvent => ({ kind: 'UPDATED', ticket, item: 0 })),
    ];
  }

  #tell({ kind, ticket, item }: FeedEvent, { items, before, start }: Moment): void {
    const change: TicketChange = {
      kind,
      ticket,
      item,
      cursor: () => {
        const told = items.flatMap(({ id }) => (item === 0 || id <= item ? [id] : []));
        const scope = { account: this.#account, search: this.#search.key };
        return writeFeedCursor(scope, tell(before, told, start));
      },
    };
    for (const listener of this.listeners) {
      if (listener.waiting) listener.waiting.push({ item, change });
      else pass(listener, { item, change });
    }
  }
}
