import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../limits.js';
import { OverloadedError } from '../rt/errors.js';
import type { WriteGuard } from '../schema/write-guard.js';
import type { RedisLocks } from './state/redis-locks.js';
import type { WriteOnce } from './state/write-once.js';

/** A write guard, and its end. */
export interface ServedWriteGuard extends WriteGuard {
  /** Waits until nothing is written any more, also for clients that have left, and no longer than that. */
  finished(ms: number): Promise<void>;
}

/** How many writes of each caller run on a ticket or wait for it: a caller need not have any right to make others wait. */
class WriteQueues {
  readonly #counts = new Map<string, number>();

  /** Takes a place on each ticket; the function it returns gives them back. */
  enter(tickets: ReadonlySet<number>, owner: string): () => void {
    const places = [...tickets].map((ticket) => `${ticket} ${owner}`);
    const counts = this.#counts;
    if (places.some((place) => (counts.get(place) ?? 0) >= fixedLimits.maxWritesOnTicket)) {
      throw new OverloadedError(
        'Too many of your writes wait for the same ticket. Nothing was written.',
        { retryAfterSeconds: 1 },
      );
    }
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    return () => {
      for (const place of places) {
        const left = (counts.get(place) ?? 1) - 1;
        if (left > 0) counts.set(place, left);
        else counts.delete(place);
      }
    };
  }
}

/** When all have ended. It holds nothing of what they came to, which a long queue would pile up. */
async function settled(all: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  await Promise.allSettled(all);
}

/** Waits for something, or for a signal that goes off before. */
async function orAborted(waited: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    await Promise.race([waited, left]);
  } finally {
    if (leave) signal.removeEventListener('abort', leave);
  }
}

/**
 * Keeps results by key for a day, and lets writes on one ticket through one after the other: those of this process in
 * the order in which they come, and with `shared` locks between those of other processes.
 */
export function createWriteGuard(keys: WriteOnce, shared?: RedisLocks): ServedWriteGuard {
  const running = new Set<Promise<unknown>>();
  const noted = <T>(write: Promise<T>): Promise<T> => {
    const end = settled([write]);
    running.add(end);
    void end.then(() => running.delete(end));
    return write;
  };
  const last = new Map<number, Promise<unknown>>();
  const queues = new WriteQueues();
  /** Tickets that merged ones lead to. What is missing or old here is found out by the read before a write. */
  const survivors = new LRUCache<number, number>({ max: fixedLimits.maxKnownMerges });
  return {
    once: (write) => noted(keys.once(write)),
    async finished(ms) {
      const end = Date.now() + ms;
      while (running.size > 0 && Date.now() < end) {
        const late = new AbortController();
        await Promise.race([
          Promise.all(running),
          sleep(end - Date.now(), undefined, { signal: late.signal }).catch(() => undefined),
        ]);
        late.abort();
      }
    },
    async alone(asked, { signal, owner }, run) {
      const tickets = new Set(asked.map((number) => survivors.get(number) ?? number));
      const leave = queues.enter(tickets, owner());
      const before = settled([...tickets].map((ticket) => last.get(ticket)));
      const turn = orAborted(before, signal).then(async () => {
        const giveBack = await shared?.hold([...tickets], signal);
        try {
          return await run(tickets);
        } finally {
          giveBack?.();
        }
      });
      // Who leaves the queue lets nobody pass the writes before.
      const done = settled([before, turn]);
      for (const ticket of tickets) last.set(ticket, done);
      void done.then(() => {
        for (const ticket of tickets) if (last.get(ticket) === done) last.delete(ticket);
      });
      return noted(turn.finally(leave));
    },
    learnMerge(number, id) {
      // Tickets that were merged into this one before lead to the other one, too.
      for (const [one, into] of survivors.entries()) if (into === number) survivors.set(one, id);
      if (number === id) survivors.delete(number);
      else survivors.set(number, id);
    },
    isBusy: (ticket) => last.has(ticket),
  };
}
