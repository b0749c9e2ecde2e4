import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { type TicketFilter, TicketListDocument } from '../generated/documents.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import type { ListSearch } from '../route.js';
import { FilterBar } from './filter-bar.js';
import { Pager } from './pager.js';
import { QueuePicker } from './queue-picker.js';
import { TicketRow } from './ticket-row.js';

const pageSize = 20;

/** A queue's tickets, the one that changed last first. */
export function ListPage({ search }: { readonly search: ListSearch }) {
  const [{ data, error, fetching, stale }, refresh] = useQuery({
    query: TicketListDocument,
    variables: { filter: filterOf(search), ...pageOf(search) },
  });
  const tickets = data?.tickets;

  // Another page starts at its top, for eyes and for screen readers.
  const heading = useRef<HTMLHeadingElement>(null);
  const cursor = search.after ?? search.before;
  useEffect(() => {
    if (cursor !== undefined) heading.current?.focus();
  }, [cursor]);

  return (
    <div className="list-page">
      <title>{`${search.queue || 'All queues'} · Help desk`}</title>
      <QueuePicker search={search} />
      <section aria-label="Tickets" aria-busy={fetching || stale}>
        <h1 ref={heading} tabIndex={-1}>
          {search.queue || 'All queues'}
        </h1>
        <FilterBar search={search} />
        {error && (
          <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
        )}
        {tickets && (
          <>
            <p className="faint" role="status">
              {tickets.totalCount === 1 ? '1 ticket' : `${tickets.totalCount} tickets`}
            </p>
            <ul className="rows card">
              {present(tickets.nodes).map((ticket) => (
                <TicketRow key={ticket.id} ticket={ticket} />
              ))}
              {tickets.nodes.length === 0 && <li className="empty">No tickets match.</li>}
            </ul>
            <Pager search={search} pageInfo={tickets.pageInfo} />
          </>
        )}
        {!tickets && !error && <p className="loading">Loading…</p>}
      </section>
    </div>
  );
}

function filterOf({ queue, status, owner, text }: ListSearch): TicketFilter {
  return {
    ...(queue !== '' && { queue: { eq: queue } }),
    ...(text !== '' && { subject: { contains: text } }),
    ...(owner === 'me' && { owner: { me: true } }),
    ...(owner === 'nobody' && { owner: { nobody: true } }),
    ...(status !== 'any' && { status: statusFilter(status) }),
  };
}

/** `active` and `inactive` hold across lifecycles, whatever a site calls its statuses. */
function statusFilter(status: string): NonNullable<TicketFilter['status']> {
  if (status === 'active' || status === 'inactive') return { active: status === 'active' };
  return { eq: status };
}

function pageOf({ after, before }: ListSearch) {
  if (before !== undefined) return { last: pageSize, before };
  return { first: pageSize, ...(after !== undefined && { after }) };
}
