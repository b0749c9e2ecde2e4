import { randomUUID } from 'node:crypto';
import { fixedLimits } from '../limits.js';
import { type FeedState, isUntold, settle, tell } from './feed-state.js';
import type { FoundItem } from './look.js';
import type { ToldLook } from './shared-looks.js';

/** Looks that are remembered, to notice that one was not heard. */
const rememberedLooks = 20;

/** What is told at once, and when. Instants are RT's clock, in milliseconds. */
export interface Moment {
  readonly items: readonly FoundItem[];
  /** The state before it. */
  readonly before: FeedState;
  readonly start: number;
}

/** What a look has found for all searches of a caller. It began at `start`. */
export interface Look extends Moment {
  /** The same in all processes that tell of it. */
  readonly id: string;
  /** From when on changes were looked for. */
  readonly since: number;
}

/** How far the looks for one caller have come: those of this process, and those that it heard of others. */
export class FeedProgress {
  #state: FeedState;
  /** Until when changes are found; what was committed late apart. */
  #seenAt: number;
  #wideAt = Date.now();
  /** Whether others have found what was not heard here. Only a wide look of its own ends that. */
  #hasGap = false;
  /** The last looks. */
  readonly #taken: string[] = [];

  constructor(state: FeedState) {
    this.#state = state;
    this.#seenAt = state.since + fixedLimits.maxCommitMs;
  }

  get state(): FeedState {
    return this.#state;
  }

  get hasGap(): boolean {
    return this.#hasGap;
  }

  /** The last look; undefined before the first. */
  get last(): string | undefined {
    return this.#taken.at(-1);
  }

  /** From when on a look of its own has to find changes: now and then, and after a gap, a wide one finds all that is new. */
  since(wideMs: number): number {
    const isWide = this.#hasGap || Date.now() - this.#wideAt >= wideMs;
    return isWide ? this.#state.since : Math.max(this.#state.since, this.#seenAt);
  }

  /** Goes on to after a look of its own. */
  own(look: Omit<Look, 'id' | 'before'>): Look {
    if (look.since <= this.#state.since) this.#hasGap = false;
    return this.#advance({ ...look, id: randomUUID() });
  }

  /** Goes on to after a look of another process, of which it takes what is news here. */
  heard({ id, after, since, start, items }: ToldLook): Look {
    // A look has only what was news to whoever looked, who had heard what was not heard here.
    if (after === undefined || !this.#taken.includes(after)) this.#hasGap = true;
    const news = items.filter((item) => isUntold(this.#state, item.id));
    return this.#advance({ id, since, start, items: news });
  }

  #advance(look: Omit<Look, 'before'>): Look {
    const before = this.#state;
    const { since, start, items } = look;
    const numbers = items.map(({ id }) => id);
    const told = tell(before, numbers, start);
    const isWide = since <= before.since && !this.#hasGap;
    this.#state = isWide ? settle(told, start) : told;
    if (isWide) this.#wideAt = Date.now();
    if (!this.#hasGap) this.#seenAt = Math.max(this.#seenAt, start);
    this.#taken.push(look.id);
    if (this.#taken.length > rememberedLooks) this.#taken.shift();
    return { ...look, before };
  }
}
