import type { Account, OwnAccount } from './account.js';
import { type Read, SharedRequest } from './shared-request.js';

/** Sends a read for an account, and reads its answer. `leave` tells what goes out, once it does: the call when absent. */
export type Send<Call extends Read<Call, Reply>, Reply> = (
  call: Call,
  account: Account,
  leave?: (call: Call) => Call,
) => Promise<Reply>;

/**
 * The reads of one caller that wait for a place towards RT. A read that comes meanwhile joins one that asks the same, or
 * the same of other objects. Both are sent when it has its place, so neither hears what was true before it asked, and
 * nothing ever waits for company.
 */
export class SharedReads {
  readonly #isFree: () => boolean;
  /** Requests that have no place yet, by what they ask. */
  readonly #waiting = new Map<string, unknown[]>();

  /** `isFree` tells whether the caller would have a place at once. */
  constructor(isFree: () => boolean) {
    this.#isFree = isFree;
  }

  /** Sends a read at once where there is a place, and otherwise together with those that wait. */
  async read<Call extends Read<Call, Reply>, Reply>(
    call: Call,
    account: OwnAccount,
    send: Send<Call, Reply>,
  ): Promise<Reply> {
    if (this.#isFree()) return send(call, account);
    account.count(call);
    const key = keyOf(call);
    // What a call asks says which wire it takes, and so how its answer looks.
    const alike = (this.#waiting.get(key) ?? []) as SharedRequest<Call, Reply>[];
    const waiting = alike.find((request) => request.takes(call, account));
    if (waiting) return waiting.join(call, account);
    const request = new SharedRequest<Call, Reply>();
    alike.push(request);
    this.#waiting.set(key, alike);
    const answer = request.join(call, account);
    void request.answer(call, {
      send,
      again: (one, own) => this.read(one, own, send),
      onLeave: () => this.#remove(key, request),
    });
    return answer;
  }

  /** What waits by now is not joined by what comes after: the caller writes. */
  separate(): void {
    this.#waiting.clear();
  }

  #remove(key: string, request: unknown): void {
    const others = this.#waiting.get(key)?.filter((other) => other !== request) ?? [];
    if (others.length > 0) this.#waiting.set(key, others);
    else this.#waiting.delete(key);
  }
}

/** What a call asks of RT, all that is only booked left out. */
function keyOf<Call extends Read<Call, Reply>, Reply>(call: Call): string {
  const { mass, objects, columns, aside, ...asked } = call;
  return JSON.stringify(mass ? [mass.kind()] : asked);
}
