import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../limits.js';
import type { WriteGuard } from '../schema/write-guard.js';
import type { RedisLocks } from './state/redis-locks.js';
import type { WriteOnce } from './state/write-once.js';

/**
 * Keeps results by key for a day, and lets writes on one ticket through one after the other: those of this process in
 * the order in which they come, and with `shared` locks between those of other processes.
 */
export function createWriteGuard(keys: WriteOnce, shared?: RedisLocks): WriteGuard {
  const last = new Map<number, Promise<unknown>>();
  /** Tickets that merged ones lead to. What is missing or old here is found out by the read before a write. */
  const survivors = new LRUCache<number, number>({ max: fixedLimits.maxKnownMerges });
  return {
    once: (write) => keys.once(write),
    async alone(asked, signal, run) {
      const tickets = new Set(asked.map((number) => survivors.get(number) ?? number));
      const before = [...tickets].map((ticket) => last.get(ticket));
      const turn = Promise.allSettled(before).then(async () => {
        const giveBack = await shared?.hold([...tickets], signal);
        try {
          return await run(tickets);
        } finally {
          giveBack?.();
        }
      });
      const done = turn.catch(() => undefined);
      for (const ticket of tickets) last.set(ticket, done);
      try {
        return await turn;
      } finally {
        for (const ticket of tickets) if (last.get(ticket) === done) last.delete(ticket);
      }
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
