import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import {
  TicketListDocument,
  TicketsChangedDocument,
  TicketsNowDocument,
} from '../generated/documents.js';
import { useHint } from '../hint.js';
import { useKeys } from '../keys.js';
import { useLive } from '../live.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import { changedList, type ListSearch, listHref, newHref } from '../route.js';
import { leaveTrail } from '../trail.js';
import { useLastGood } from '../use-last-good.js';
import { BulkBar } from './bulk-bar.js';
import { ClaimNext } from './claim-next.js';
import { FilterBar } from './filter-bar.js';
import { orderOf, selectionOf } from './filter-of.js';
import { Pager } from './pager.js';
import { QueuePicker } from './queue-picker.js';
import { SavedViews } from './saved-views.js';
import { SearchHints } from './search-hints.js';
import { selectRow, stepRow } from './step-row.js';
import { TicketRow } from './ticket-row.js';
import { useHeldOrder } from './use-held-order.js';

const pageSize = 20;

/** A queue's tickets, the one that changed last first unless the address says something else. */
export function ListPage({ search }: { readonly search: ListSearch }) {
  const variables = { ...selectionOf(search), orderBy: orderOf(search), ...pageOf(search) };
  const [{ data, error, fetching, stale, operation }, refresh] = useQuery({
    query: TicketListDocument,
    variables,
  });
  // Until the answer for a new address is there, urql gives the rows of the one before.
  const asked = JSON.stringify(variables);
  const isAnswer = JSON.stringify(operation?.variables) === asked;
  const tickets = useLastGood(asked, isAnswer ? data?.tickets : undefined);
  const isLive = useLive(TicketsChangedDocument, selectionOf(search), {
    now: async (client) => {
      const options = { requestPolicy: 'network-only' } as const;
      const now = await client.query(TicketsNowDocument, selectionOf(search), options);
      const after = now.data?.ticketChanges?.endCursor;
      return after === undefined ? undefined : { after };
    },
    read: ({ ticketsChanged }) => (ticketsChanged ? { after: ticketsChanged.cursor } : undefined),
    onChange: useSoon(() => refresh({ requestPolicy: 'network-only' })),
  });

  const here = listHref(search);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [isPointedAt, setPointedAt] = useState(false);
  const shown = { rows: present(tickets?.nodes), list: here, isFetching: fetching };
  const rows = useHeldOrder(shown, isPointedAt);
  const selected = rows.filter(({ id }) => selection.has(id));
  const [hint, say] = useHint(here);
  useKeys({
    j: () => stepRow(1),
    k: () => stepRow(-1),
    x: () => say(selectRow() ? undefined : 'Go to a ticket with j or k, then press x.'),
  });

  // Another page starts at its top, for eyes and for screen readers, with nothing selected.
  const heading = useRef<HTMLHeadingElement>(null);
  const cursor = search.after || search.before;
  useEffect(() => {
    if (cursor !== '') heading.current?.focus();
  }, [cursor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what changes.
  useEffect(() => {
    setSelection(new Set());
    setPointedAt(false);
  }, [here]);

  useEffect(() => {
    const { hasNextPage, endCursor, hasPreviousPage, startCursor } = tickets?.pageInfo ?? {};
    leaveTrail({
      search,
      numbers: rows.map(({ number }) => number),
      ...(hasNextPage && endCursor && { nextPage: changedList(search, { after: endCursor }) }),
      ...(hasPreviousPage &&
        startCursor && { previousPage: changedList(search, { before: startCursor }) }),
    });
  });

  function select(id: string, isSelected: boolean): void {
    const others = [...selection].filter((other) => other !== id);
    setSelection(new Set(isSelected ? [...others, id] : others));
  }

  const isAll = rows.length > 0 && selected.length === rows.length;
  return (
    <div className="list-page">
      <title>{`${search.queue || 'All queues'} · Help desk`}</title>
      <div className="side">
        <QueuePicker search={search} />
        <SavedViews search={search} />
      </div>
      <section aria-label="Tickets" aria-busy={fetching || stale}>
        <header className="head">
          <h1 ref={heading} tabIndex={-1}>
            {search.queue || 'All queues'}
          </h1>
          <ClaimNext search={search} />
          <a className="button" href={newHref(search.queue)}>
            New ticket
          </a>
        </header>
        <FilterBar search={search} />
        {hint}
        {error && (
          <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
        )}
        {tickets && (
          <>
            <div className="count">
              <label className="check">
                <input
                  type="checkbox"
                  aria-label="Select all on this page"
                  checked={isAll}
                  onChange={() => setSelection(new Set(isAll ? [] : rows.map(({ id }) => id)))}
                />
              </label>
              <p className="faint" role="status">
                {tickets.totalCount === 1 ? '1 ticket' : `${tickets.totalCount} tickets`}
                {isLive && <span className="live"> · live</span>}
              </p>
            </div>
            <SearchHints search={search} isEmpty={tickets.totalCount === 0} />
            <BulkBar key={here} selected={selected} onClear={() => setSelection(new Set())} />
            <ul
              className="rows card"
              onPointerEnter={() => setPointedAt(true)}
              onPointerLeave={() => setPointedAt(false)}
            >
              {rows.map((ticket) => (
                <TicketRow
                  key={ticket.id}
                  ticket={ticket}
                  isSelected={selection.has(ticket.id)}
                  onSelect={(isSelected) => select(ticket.id, isSelected)}
                />
              ))}
              {rows.length === 0 && <li className="empty">No tickets match.</li>}
            </ul>
            <Pager search={search} pageInfo={tickets.pageInfo} />
          </>
        )}
        {!tickets && !error && <p className="loading">Loading…</p>}
      </section>
    </div>
  );
}

/** Calls once for all that comes within half a second. */
function useSoon(run: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, 500);
  };
}

function pageOf({ after, before }: ListSearch) {
  if (before !== '') return { last: pageSize, before };
  return { first: pageSize, ...(after !== '' && { after }) };
}
