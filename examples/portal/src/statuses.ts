/**
 * The statuses of RT's default lifecycle. RT does not list a site's lifecycles, so a site with others lists its own here. RT has the last word: it refuses a status that the ticket's lifecycle does not allow, and the page says so.
 */
export const statuses = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'];

/** What a ticket can become. */
export function statusesAfter(status: string): readonly string[] {
  return statuses.filter((other) => other !== status);
}
