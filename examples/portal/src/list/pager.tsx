import type { TicketListQuery } from '../generated/documents.js';
import { changedList, type ListSearch } from '../route.js';

/** To the neighbouring pages, by cursor: `after` the last ticket, or `before` the first. */
export function Pager({
  search,
  pageInfo,
}: {
  readonly search: ListSearch;
  readonly pageInfo: NonNullable<TicketListQuery['tickets']>['pageInfo'];
}) {
  const { startCursor, endCursor, hasPreviousPage, hasNextPage } = pageInfo;
  return (
    <nav className="pager" aria-label="Pages">
      {hasPreviousPage && startCursor !== null && (
        <a className="button quiet" rel="prev" href={changedList(search, { before: startCursor })}>
          ← Previous
        </a>
      )}
      {hasNextPage && endCursor !== null && (
        <a className="button quiet" rel="next" href={changedList(search, { after: endCursor })}>
          Next →
        </a>
      )}
    </nav>
  );
}
