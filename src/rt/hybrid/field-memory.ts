import { fixedLimits } from '../../limits.js';

interface Known {
  /** Names of the fields in RT's order, in lower case, with their places. */
  readonly order: ReadonlyMap<string, number>;
  readonly since: number;
}

/**
 * Which custom fields a caller sees on the tickets of each queue, and in which order. REST 2.0 lists all of a ticket or
 * none, in any order, so it is asked for them where a queue has few, and their order is known.
 */
export class FieldMemory {
  readonly #queues = new Map<string, Known>();

  /** The order of a queue's fields; undefined where it is not known, or they are many. */
  orderOf(queue: string): ReadonlyMap<string, number> | undefined {
    const known = this.#queues.get(queue.toLowerCase());
    if (!known || Date.now() - known.since > fixedLimits.maxFieldOrderMs) return undefined;
    return known.order.size <= fixedLimits.maxListedFields ? known.order : undefined;
  }

  /** Whether nothing fresh is known of a queue. */
  isUnknown(queue: string): boolean {
    const known = this.#queues.get(queue.toLowerCase());
    return !known || Date.now() - known.since > fixedLimits.maxFieldOrderMs;
  }

  /** Whether all queues that are known have few fields, and there are any. */
  areFew(): boolean {
    return (
      this.#queues.size > 0 &&
      [...this.#queues.values()].every(({ order }) => order.size <= fixedLimits.maxListedFields)
    );
  }

  learn(queue: string, names: readonly string[]): void {
    const order = new Map(names.map((name, at) => [name.toLowerCase(), at] as const));
    if (this.#queues.size >= fixedLimits.maxKnownQueues) this.#queues.clear();
    this.#queues.set(queue.toLowerCase(), { order, since: Date.now() });
  }
}
