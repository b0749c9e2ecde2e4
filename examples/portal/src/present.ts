/** What could be read of a list. What could not is null, and the answer's errors say why. */
export function present<T>(list: readonly (T | null)[] | null | undefined): readonly T[] {
  return (list ?? []).filter((item) => item !== null);
}
