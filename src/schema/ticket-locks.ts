import { fixedLimits } from '../limits.js';
import type { WriteGuard, Writer } from './write-guard.js';

/** A ticket to be written to turned out to be another one, which nothing was held for. Nothing has been written. */
class MergedTicketError extends Error {}

interface Held {
  /** The numbers that the input names. */
  readonly asked: ReadonlySet<number>;
  /** The tickets that no other write may come between. */
  readonly locked: ReadonlySet<number>;
  readonly writesBefore: number;
}

/**
 * What one operation holds while it writes. A merged ticket's number leads to the ticket that remains, and only a read
 * tells so. Where that shows up before anything was written, the write starts again with the right lock.
 */
export class TicketLocks {
  readonly #guard: WriteGuard;
  readonly #writesSent: () => number;
  /** Whose operation it is. */
  readonly writer: Writer;
  #held: Held | undefined;

  /** `writesSent` counts the writes that the operation has sent so far. */
  constructor(guard: WriteGuard, writesSent: () => number, writer: Writer) {
    this.#guard = guard;
    this.#writesSent = writesSent;
    this.writer = writer;
  }

  /** RT has shown ticket `id` for the number `asked`. Throws what `alone` starts again for. */
  readonly saw = (asked: number, id: number): void => {
    const held = this.#held;
    if (!held?.asked.has(asked) || held.locked.has(id)) return;
    this.#guard.learnMerge(asked, id);
    if (this.#writesSent() === held.writesBefore) throw new MergedTicketError();
  };

  /** Runs a write with no other write on the same tickets, by whatever numbers. */
  async alone<T>(asked: readonly number[], run: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#guard.alone(asked, this.writer, async (locked) => {
          // Merged again and again while this waits: RT still does each write by itself.
          const isLast = attempt === fixedLimits.maxLockAttempts;
          const writesBefore = this.#writesSent();
          this.#held = isLast ? undefined : { asked: new Set(asked), locked, writesBefore };
          return run();
        });
      } catch (error) {
        if (!(error instanceof MergedTicketError)) throw error;
      } finally {
        this.#held = undefined;
      }
    }
  }
}
