import { fixedLimits } from '../../limits.js';

/** A list in parts that each fit on one page of REST 2.0. */
export function inPages<T>(list: readonly T[]): readonly (readonly T[])[] {
  const size = fixedLimits.maxListed;
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
