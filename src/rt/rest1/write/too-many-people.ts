import { fixedLimits } from '../../../limits.js';
import type { Refusal } from '../../report.js';

/** The error of a list of people that is longer than RT gets through in its time; empty for shorter ones. */
export function tooManyPeople(
  path: readonly string[],
  people: readonly string[] | null | undefined,
): readonly Refusal[] {
  const asked = people?.length ?? 0;
  if (asked <= fixedLimits.maxPeople) return [];
  const message = `A list has up to ${fixedLimits.maxPeople} addresses, not ${asked}.`;
  return [{ code: 'TOO_LARGE', message, path }];
}
