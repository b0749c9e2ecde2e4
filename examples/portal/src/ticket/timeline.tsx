import { useState } from 'react';
import { useQuery } from 'urql';
import { TimelineDocument } from '../generated/documents.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import { TimelineItem } from './timeline-item.js';

const pageSize = 20;

/** What happened, oldest first. It begins with the newest page, and grows at its old end. */
export function Timeline({ ticket }: { readonly ticket: string }) {
  const [pages, setPages] = useState(1);
  return (
    <section aria-label="Timeline">
      <TimelinePage ticket={ticket} pages={pages} onOlder={() => setPages(pages + 1)} />
    </section>
  );
}

interface PageProps {
  readonly ticket: string;
  /** Absent on the newest page. */
  readonly before?: string;
  /** How many pages to show, this one and older ones. */
  readonly pages: number;
  readonly onOlder: () => void;
}

/**
 * One page with the older ones above it. An older page starts where this one does now, so nothing
 * falls between the two when a reply moves this page on.
 */
function TimelinePage({ ticket, before, pages, onOlder }: PageProps) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: TimelineDocument,
    variables: { id: ticket, last: pageSize, ...(before !== undefined && { before }) },
  });
  const history = data?.ticket?.history;
  const older = history?.pageInfo.hasPreviousPage ? history.pageInfo.startCursor : null;
  return (
    <>
      {older !== null && pages > 1 && (
        <TimelinePage ticket={ticket} before={older} pages={pages - 1} onOlder={onOlder} />
      )}
      {older !== null && pages === 1 && (
        <button type="button" className="quiet older" onClick={onOlder}>
          Load older
        </button>
      )}
      {error && (
        <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {!history && fetching && <p className="loading">Loading…</p>}
      <ol className="timeline">
        {present(history?.nodes).map((item) => (
          <TimelineItem key={item.id} item={item} />
        ))}
      </ol>
    </>
  );
}
