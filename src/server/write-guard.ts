import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';
import type { WriteGuard } from '../schema/write-guard.js';

interface Remembered {
  readonly input: string;
  readonly result: Promise<unknown>;
}

/** Inputs hold passwords, whose fingerprints nobody outside this process may try guesses against. */
const secret = randomBytes(32);

/** Keeps results by key for a day, and lets writes on one ticket through one after the other. */
export function createWriteGuard(): WriteGuard {
  const results = new LRUCache<string, Remembered>({
    max: fixedLimits.maxKeys,
    ttl: fixedLimits.maxKeyMs,
  });
  const last = new Map<number, Promise<unknown>>();
  /** Tickets that merged ones lead to. What is missing or old here is found out by the read before a write. */
  const survivors = new LRUCache<number, number>({ max: fixedLimits.maxKnownMerges });
  return {
    once<T>(
      caller: string,
      key: string | null | undefined,
      input: unknown,
      run: () => Promise<T>,
    ): Promise<T> {
      if (key === null || key === undefined) return run();
      if (key.length > fixedLimits.maxKeyCharacters)
        throw new InvalidInputError('An idempotency key is up to 1000 characters.');
      const name = `${caller} ${key}`;
      const fingerprint = hash(input);
      const known = results.get(name);
      if (known) {
        if (known.input !== fingerprint) {
          throw new InvalidInputError('This idempotency key was used for another input.');
        }
        // The key begins with the mutation's name, so the result is one of its kind.
        return known.result as Promise<T>;
      }
      const result = run();
      results.set(name, { input: fingerprint, result });
      // Only what was surely not done throws; anything else is a result, and stays.
      result.catch(() => results.delete(name));
      return result;
    },
    async alone(asked, run) {
      const tickets = new Set(asked.map((number) => survivors.get(number) ?? number));
      const before = [...tickets].map((ticket) => last.get(ticket));
      const turn = Promise.allSettled(before).then(() => run(tickets));
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

/** An input's fingerprint; the input itself is not kept. */
function hash(input: unknown): string {
  // JSON turns a buffer into a list of its bytes before a replacer sees it, so the holder is asked for it.
  const text = JSON.stringify(input, function (this: unknown, key: string, value: unknown) {
    const raw: unknown = Object(this)[key];
    return Buffer.isBuffer(raw) ? digest(raw) : value;
  });
  return digest(text);
}

function digest(data: string | Buffer): string {
  return createHmac('sha256', secret).update(data).digest('base64url');
}
