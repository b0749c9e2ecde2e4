import type { Refusal } from '../../report.js';

/** Addresses in one list: RT makes a user of each that is new, and writes to all of them before it answers. */
const maxPeople = 250;

/** The error of a list of people that is longer than RT gets through in its time; empty for shorter ones. */
export function tooManyPeople(
  path: readonly string[],
  people: readonly string[] | null | undefined,
): readonly Refusal[] {
  const asked = people?.length ?? 0;
  if (asked <= maxPeople) return [];
  const message = `A list has up to ${maxPeople} addresses, not ${asked}.`;
  return [{ code: 'TOO_LARGE', message, path }];
}
