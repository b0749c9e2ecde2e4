/**
 * Decisions read off a tape of numbers. The same tape makes the same thing, a shorter tape a simpler one: past
 * its end every decision is 0. So fast-check needs to know nothing of operations to shrink one that fails.
 */
export class Choices {
  readonly #tape: readonly number[];
  #at = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return (this.#tape[this.#at++] ?? 0) % count;
  }

  /** True `percent` times in a hundred, and never past the end of the tape. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of a list; the first past the end of the tape. */
  pick<T>(list: readonly T[]): T {
    const value = list[this.below(list.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }

  /** Some of a list, in its order. */
  some<T>(list: readonly T[], percent: number): readonly T[] {
    return list.filter(() => this.chance(percent));
  }
}
