import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import type { SharedState } from './state.js';

/** Takes all locks, or none of them where one is held: nobody holds some while they wait for others. */
const take = `
for _, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if holder and holder ~= ARGV[1] then return 0 end
end
for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return 1`;

/** Makes the locks last longer. Those that a Redis which began anew has forgotten are taken again. */
const renew = `
for _, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or holder == ARGV[1] then redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
end`;

/** Frees the locks that nobody else has taken since. */
const free = `
for _, key in ipairs(KEYS) do if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end end`;

/**
 * Locks on tickets that replicas share. A lock ends by itself when its holder does: its lease is renewed for as long as
 * it is held. While Redis is away nobody waits for the others, and each replica has only the locks of its process.
 */
export class RedisLocks {
  readonly #shared: SharedState;
  readonly #leaseMs: number;

  /** `leaseMs`: for how long a lock outlasts a holder that has ended. */
  constructor(shared: SharedState, leaseMs: number = fixedLimits.maxLockLeaseMs) {
    this.#shared = shared;
    this.#leaseMs = leaseMs;
  }

  /**
   * Waits until no other replica holds the tickets, and resolves with what gives them back.
   * @throws the signal's reason when it goes off first
   */
  async hold(tickets: readonly number[], signal: AbortSignal): Promise<() => void> {
    const { link, sealer } = this.#shared;
    if (tickets.length === 0 || !link.isThere()) return () => undefined;
    const keys = tickets.map((ticket) => `rt-graphql:lock:${sealer.hash(`ticket ${ticket}`)}`);
    const holder = randomUUID();
    const run = (script: string) =>
      link.redis.eval(script, keys.length, ...keys, holder, this.#leaseMs);
    // One that was taken and whose answer came too late is taken again. Where Redis serves no more, there is none.
    while ((await run(take).catch(() => undefined)) !== 1 && link.isThere()) {
      // At random, or two who keep step would meet again and again.
      await sleep((0.5 + Math.random()) * fixedLimits.maxLockPollMs);
      signal.throwIfAborted();
    }
    const timer = setInterval(() => void run(renew).catch(() => undefined), this.#leaseMs / 3);
    return () => {
      clearInterval(timer);
      // Where Redis does not hear of it, the lease ends all the same.
      run(free).catch(() => undefined);
    };
  }
}
