import type { TicketListQuery } from '../generated/documents.js';
import { type ListSearch, listHref } from '../route.js';

/** To the neighbouring pages, by cursor: `after` the last ticket, or `before` the first. */
export function Pager({
  search: { queue, status, owner, text },
  pageInfo,
}: {
  readonly search: ListSearch;
  readonly pageInfo: NonNullable<TicketListQuery['tickets']>['pageInfo'];
}) {
  const { startCursor, endCursor, hasPreviousPage, hasNextPage } = pageInfo;
  const search = { queue, status, owner, text };
  return (
    <nav className="pager" aria-label="Pages">
      {hasPreviousPage && startCursor !== null && (
        <a className="button quiet" rel="prev" href={listHref({ ...search, before: startCursor })}>
          ← Previous
        </a>
      )}
      {hasNextPage && endCursor !== null && (
        <a className="button quiet" rel="next" href={listHref({ ...search, after: endCursor })}>
          Next →
        </a>
      )}
    </nav>
  );
}
