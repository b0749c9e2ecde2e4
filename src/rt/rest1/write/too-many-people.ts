import { fixedLimits } from '../../../limits.js';
import type { Refusal } from '../../report.js';

/** The error of a list of people that is longer than RT gets through in its time; empty for shorter ones. */
export function tooManyPeople(
  path: readonly string[],
  people: readonly string[] | null | undefined,
): readonly Refusal[] {
  const asked = people?.length ?? 0;
  if (asked <= fixedLimits.maxPeople) return [];
  const message = `The list has ${asked} addresses. The maximum is ${fixedLimits.maxPeople}.`;
  return [{ code: 'TOO_LARGE', message, path }];
}
