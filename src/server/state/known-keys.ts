import { fixedLimits } from '../../limits.js';
import type { KeyName } from './key-store.js';

/** An idempotency key of a write of this process, as Redis should hold it. */
export interface KnownKey {
  readonly name: KeyName;
  /** When the write began. */
  readonly since: number;
  /** What Redis was given when the write began. */
  readonly claim: string;
  /** What Redis was given last: the claim, or the sealed result. */
  readonly text: string;
}

/**
 * The keys that this process could give back to a Redis that has lost them. The oldest are dropped where there are too
 * many: unlike in a store that has nothing behind it, Redis still holds them.
 */
export class KnownKeys {
  readonly #keys = new Map<string, KnownKey>();
  #bytes = 0;

  put(known: KnownKey): void {
    // A key whose write ends keeps the place that it got at its begin, so the oldest come first.
    const before = this.#keys.get(known.name.key);
    this.#bytes += sizeOf(known) - (before ? sizeOf(before) : 0);
    this.#keys.set(known.name.key, known);
    const oldest = Date.now() - fixedLimits.maxKeyMs;
    for (const one of this.#keys.values()) {
      const isTooMuch =
        this.#keys.size > fixedLimits.maxKnownKeys || this.#bytes > fixedLimits.maxKnownKeysBytes;
      if (one.since > oldest && !isTooMuch) break;
      this.drop(one.name);
    }
  }

  /** What is known of a key whose day is not over. */
  get({ key }: KeyName): KnownKey | undefined {
    const known = this.#keys.get(key);
    return known && known.since + fixedLimits.maxKeyMs > Date.now() ? known : undefined;
  }

  drop({ key }: KeyName): void {
    const known = this.#keys.get(key);
    if (!known) return;
    this.#keys.delete(key);
    this.#bytes -= sizeOf(known);
  }

  get size(): number {
    return this.#keys.size;
  }

  /** All of them, oldest first; also those that come while they are being listed. */
  values(): Iterable<KnownKey> {
    return this.#keys.values();
  }
}

/** About what a key takes. All of its texts are ASCII. */
function sizeOf({ name, claim, text }: KnownKey): number {
  return name.account.length + 2 * name.key.length + claim.length + text.length;
}
