/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Seeded {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number below another. */
  below(end: number): number;
  pick<T>(list: readonly T[]): T;
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick(list) {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error('there is nothing to pick');
      return picked;
    },
  };
}

/** How many faults to try: `FAULTS` in the environment, else a sample. */
export const faultCount = (sample: number): number => Number(process.env['FAULTS'] ?? sample);
