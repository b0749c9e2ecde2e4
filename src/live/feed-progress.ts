import { randomUUID } from 'node:crypto';
import { fixedLimits } from '../limits.js';
import { type FeedState, isUntold, settle, tell } from './feed-state.js';
import type { FoundItem } from './look.js';
import type { ToldLook } from './shared-looks.js';

/** Looks that are remembered, to notice that one was not heard. */
const rememberedLooks = 200;

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
  /** The last looks, of its own and heard. */
  readonly #known = new Set<string>();
  /**
   * The looks since its last own one, and that one. At first one that nobody has heard of: what was to be seen when this
   * process began counts as told here, and was told to nobody.
   */
  #recent: string[] = [randomUUID()];

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

  /** From when on a look of its own has to find changes: now and then, and after a gap, a wide one finds all that is new. */
  since(wideMs: number): number {
    const isWide = this.#hasGap || Date.now() - this.#wideAt >= wideMs;
    return isWide ? this.#state.since : Math.max(this.#state.since, this.#seenAt);
  }

  /** Goes on to after a look of its own. Returns what others are to hear of it, too. */
  own({ since, start, items }: Omit<Look, 'id' | 'before'>): {
    readonly look: Look;
    readonly told: Omit<ToldLook, 'lists'>;
  } {
    const { floor, from } = this.#state;
    if (since <= this.#state.since) this.#hasGap = false;
    const after = this.#recent;
    const id = randomUUID();
    this.#recent = [];
    const look = this.#advance({ id, since, start, items });
    // Without a floor it has left out what was made before.
    const reached = floor > 0 ? since : Math.max(since, from);
    return { look, told: { id, after, since: reached, start, items } };
  }

  /**
   * Goes on to after a look of another process, of which it takes what is news here. Undefined where something was missed
   * before it, which is to be found and told first: nothing of it counts as told then.
   *
   * @param now RT's clock, as this process knows it
   */
  heard(
    { id, after, since, start, items }: Omit<ToldLook, 'lists'>,
    now: number,
  ): Look | undefined {
    // A look has only what was news to whoever looked, who had heard what was not heard here. And a clock may be wrong.
    const isAhead = start > now + fixedLimits.maxLookDelayMs;
    if (isAhead || after.some((one) => !this.#known.has(one))) this.#hasGap = true;
    if (this.#hasGap) {
      this.#know(id);
      return undefined;
    }
    const news = items.filter((item) => isUntold(this.#state, item.id));
    return this.#advance({ id, since, start, items: news });
  }

  #know(id: string): void {
    this.#recent.push(id);
    this.#known.add(id);
    for (const old of this.#known) {
      if (this.#known.size <= rememberedLooks) break;
      this.#known.delete(old);
    }
  }

  #advance(look: Omit<Look, 'before'>): Look {
    const before = this.#state;
    const { since, start, items } = look;
    const numbers = items.map(({ id }) => id);
    const told = tell(before, numbers, start);
    const isWide = since <= before.since;
    this.#state = isWide ? settle(told, start) : told;
    if (isWide) this.#wideAt = Date.now();
    this.#seenAt = Math.max(this.#seenAt, start);
    this.#know(look.id);
    return { ...look, before };
  }
}
