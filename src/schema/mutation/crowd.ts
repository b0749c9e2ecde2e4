import type { UserErrorData } from './user-error.js';

/** Addresses in one list: RT makes a user of each that is new, and writes to all of them before it answers. */
const mostPeople = 250;

/** The error of a list of people that is longer than RT gets through in its time; none of others. */
export function crowd(
  path: readonly string[],
  people: readonly string[] | null | undefined,
): readonly UserErrorData[] {
  const asked = people?.length ?? 0;
  if (asked <= mostPeople) return [];
  const message = `A list has up to ${mostPeople} addresses, not ${asked}.`;
  return [{ code: 'TOO_LARGE', message, path }];
}
