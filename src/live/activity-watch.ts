import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';
import { wantColumns } from '../rt/wanted.js';
import type { Context } from '../schema/context.js';
import type { EventQueue } from './event-queue.js';
import type { FoundItem } from './look.js';

/** One listener's ticket, and how far its history is told. */
export class ActivityWatch {
  readonly queue: EventQueue<number>;
  readonly #asked: number;
  /** What the ticket is since a merge. */
  #ticket: number;
  /** The newest items that are told. Of what is older nothing is news. */
  #told = new Set<number>();
  #floor = 0;
  #checkedAt = Date.now();
  /** What looks find waits here until the history was read. */
  #waiting: number[] | undefined = [];

  constructor(ticket: number, queue: EventQueue<number>) {
    this.#asked = ticket;
    this.#ticket = ticket;
    this.queue = queue;
  }

  /**
   * Reads the history and tells what comes after an item.
   * @throws NotFoundError when the ticket is missing or hidden, InvalidInputError when the item is not in its history
   */
  async begin(after: number | undefined, { load }: Context): Promise<void> {
    const [{ id }, lines] = await Promise.all([
      load.object.ticket(this.#asked, wantColumns()),
      load.history(this.#asked),
    ]);
    this.#ticket = id;
    const ids = lines.map((line) => line.id);
    if (after !== undefined && !ids.includes(after)) {
      throw new InvalidInputError(
        `transaction/${after} is not in the history of ticket/${this.#asked}, or you may not see it. Read the history and resume with one of its items.`,
      );
    }
    const news = after === undefined ? [] : ids.filter((item) => item > after);
    const old = ids.slice(0, ids.length - news.length);
    this.#floor = old.at(-fixedLimits.maxRememberedItems) ?? 0;
    this.#told = new Set(old.slice(-fixedLimits.maxRememberedItems));
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    this.#tell(news);
    this.#tell(waiting);
  }

  /** Takes in what a look has found of all tickets. */
  take(items: readonly FoundItem[]): void {
    const own = items.flatMap(({ ticket, id }) => (ticket === this.#ticket ? [id] : []));
    if (this.#waiting) this.#waiting.push(...own);
    else this.#tell(own);
  }

  /**
   * Finds out from time to time whether the ticket is still there, what it is since a merge, and what no search tells: RT
   * finds no deleted ticket.
   * @throws NotFoundError when it is not
   */
  async check(followMs: number, { load }: Context): Promise<void> {
    if (Date.now() - this.#checkedAt < followMs) return;
    this.#checkedAt = Date.now();
    const [{ id }, lines] = await Promise.all([
      load.object.ticket(this.#asked, wantColumns()),
      load.history(this.#asked),
    ]);
    this.#ticket = id;
    const last = Math.max(this.#floor, ...this.#told);
    this.#tell(lines.flatMap((line) => (line.id > last ? [line.id] : [])));
  }

  #tell(items: readonly number[]): void {
    for (const item of items) {
      if (item <= this.#floor || this.#told.has(item)) continue;
      this.#told.add(item);
      this.queue.push(item);
    }
    for (const item of this.#told) {
      if (this.#told.size <= 2 * fixedLimits.maxRememberedItems) break;
      this.#floor = Math.max(this.#floor, item);
      this.#told.delete(item);
    }
  }
}
