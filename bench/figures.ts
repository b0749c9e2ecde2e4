/** The value below which the share `p` of the sample lies; 0 for an empty one. */
export function quantile(sample: readonly number[], p: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at % 1);
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);
