import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { TimelineDocument } from '../generated/documents.js';
import { present } from '../present.js';
import { Problem } from '../problem.js';
import { useLastGood } from '../use-last-good.js';
import { TimelineItem } from './timeline-item.js';

const pageSize = 20;

const orderMark = 'newest first';

/**
 * What happened, and the form to say more, which is beside what is newest. It begins with the newest page, and grows at
 * its old end. Which end is at the top is remembered in this browser.
 */
export function Timeline({
  ticket,
  changes,
  form,
}: {
  readonly ticket: string;
  /** How often something has happened while it was shown. */
  readonly changes: number;
  readonly form: ReactNode;
}) {
  const [pages, setPages] = useState(1);
  const [chosen, setChosen] = useState(localStorage.getItem(orderMark));
  const [isLong, setLong] = useState(false);
  // Nobody wants to scroll through years to what is new, unless they say so.
  const isNewestFirst = chosen === null ? isLong : chosen === 'yes';

  function turn(isOn: boolean): void {
    const choice = isOn ? 'yes' : 'no';
    localStorage.setItem(orderMark, choice);
    setChosen(choice);
  }

  // With keys, because a form that is rendered anew elsewhere loses its files.
  const parts = [
    <section key="timeline" aria-label="Timeline">
      <TimelinePage
        ticket={ticket}
        changes={changes}
        pages={pages}
        isNewestFirst={isNewestFirst}
        onOlder={() => setPages(pages + 1)}
        onLong={() => setLong(true)}
      />
    </section>,
    <Fragment key="form">{form}</Fragment>,
  ];
  return (
    <>
      <label className="check order">
        <input
          type="checkbox"
          checked={isNewestFirst}
          onChange={(event) => turn(event.target.checked)}
        />
        Newest first
      </label>
      {isNewestFirst ? parts.toReversed() : parts}
    </>
  );
}

interface PageProps {
  readonly ticket: string;
  /** Absent on the newest page. */
  readonly before?: string;
  /** The page is read anew when it changes: the newest page has it. */
  readonly changes?: number;
  /** How many pages to show, this one and older ones. */
  readonly pages: number;
  readonly isNewestFirst: boolean;
  readonly onOlder: () => void;
  /** There is more than this page. */
  readonly onLong?: () => void;
}

/**
 * One page beside the older ones. An older page starts where this one does now, so nothing falls between the two when a
 * reply moves this page on.
 */
function TimelinePage(props: PageProps) {
  const { ticket, before, changes = 0, pages, isNewestFirst, onOlder, onLong } = props;
  const [{ data, error, fetching }, refresh] = useQuery({
    query: TimelineDocument,
    variables: { id: ticket, last: pageSize, ...(before !== undefined && { before }) },
  });
  useEffect(() => {
    if (changes > 0) refresh({ requestPolicy: 'network-only' });
  }, [changes, refresh]);
  const history = useLastGood(ticket, data?.ticket?.history);
  const older = history?.pageInfo.hasPreviousPage ? history.pageInfo.startCursor : null;
  const list = useRef<HTMLOListElement>(null);
  // The button that was pressed for this page is gone; what it brought has the focus, once it is there.
  useLayoutEffect(() => {
    if (before !== undefined && document.activeElement === document.body) list.current?.focus();
  }, [before]);
  const isRead = history !== undefined;
  useEffect(() => {
    const first = list.current?.firstElementChild;
    if (!isRead || document.activeElement !== list.current || !(first instanceof HTMLElement))
      return;
    first.tabIndex = -1;
    first.focus();
  }, [isRead]);
  const isLong = older !== null;
  useEffect(() => {
    if (isLong) onLong?.();
  });
  const items = present(history?.nodes);
  const olderPages =
    older === null ? null : pages > 1 ? (
      <TimelinePage
        ticket={ticket}
        before={older}
        pages={pages - 1}
        isNewestFirst={isNewestFirst}
        onOlder={onOlder}
      />
    ) : (
      <button type="button" className="quiet older" onClick={onOlder}>
        Load older
      </button>
    );
  return (
    <>
      {!isNewestFirst && olderPages}
      {error && (
        <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {!history && fetching && <p className="loading">Loading…</p>}
      <ol ref={list} className="timeline" tabIndex={before === undefined ? undefined : -1}>
        {(isNewestFirst ? items.toReversed() : items).map((item) => (
          <TimelineItem key={item.id} item={item} />
        ))}
      </ol>
      {isNewestFirst && olderPages}
    </>
  );
}
