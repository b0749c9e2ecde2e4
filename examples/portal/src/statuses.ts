/**
 * The statuses of RT's default lifecycle. RT does not list a site's lifecycles, so a site with others lists its own here. RT has the last word: it refuses a status that the ticket's lifecycle does not allow, and the page says so.
 */
export const statuses = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'];

/** What a ticket can become. */
export function statusesAfter(status: string): readonly string[] {
  return statuses.filter((other) => other !== status);
}

/**
 * Statuses from the first to the last of a ticket's life, as RT's default lifecycle has them: RT's menu is sorted by the
 * alphabet. A site's own ones come before those that throw a ticket away, in the order in which they are given.
 */
export function inOrder(some: readonly string[]): readonly string[] {
  const own = statuses.indexOf('rejected') - 0.5;
  const rank = (status: string) => (statuses.includes(status) ? statuses.indexOf(status) : own);
  return some.toSorted((a, b) => rank(a) - rank(b));
}
