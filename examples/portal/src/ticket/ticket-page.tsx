import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { moveDrafts } from '../drafts.js';
import {
  TicketActivityDocument,
  TicketNowDocument,
  TicketPageDocument,
} from '../generated/documents.js';
import { useLive } from '../live.js';
import { Problem } from '../problem.js';
import { listHref, nameMerged } from '../route.js';
import { useLastGood } from '../use-last-good.js';
import { useViewer } from '../viewer.js';
import { CustomFields } from './custom-fields.js';
import { MergeForm } from './merge-form.js';
import { MergedNote } from './merged-note.js';
import { Ownership } from './ownership.js';
import { ReplyForm } from './reply-form.js';
import { Subject } from './subject.js';
import { type ShownTicket, TicketContext } from './ticket-context.js';
import { TicketFacts } from './ticket-facts.js';
import { TicketLinks } from './ticket-links.js';
import { TicketNav } from './ticket-nav.js';
import { Timeline } from './timeline.js';
import { useNewest } from './use-newest.js';

/** One ticket: what was said on the left, what is known on the right. */
export function TicketPage({ id }: { readonly id: string }) {
  const [{ data, error }, refresh] = useQuery({ query: TicketPageDocument, variables: { id } });
  const [changes, setChanges] = useState(0);
  const [ticket, show] = useNewest(useLastGood(id, data?.ticket));
  useMerged(id, ticket);
  const current = { id: String(ticket?.number ?? id) };
  useLive(TicketActivityDocument, current, {
    now: async (client) => {
      const options = { requestPolicy: 'network-only' } as const;
      const now = await client.query(TicketNowDocument, current, options);
      const item = now.data?.ticket?.history?.nodes[0];
      return item ? { after: item.id } : undefined;
    },
    read: ({ ticketActivity }) => {
      const item = ticketActivity?.historyItem;
      return item ? { after: item.id } : undefined;
    },
    onChange: () => {
      refresh({ requestPolicy: 'network-only' });
      setChanges((count) => count + 1);
    },
  });
  const problem = error && !data?.ticket && (
    <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
  );
  if (!ticket) {
    return error ? (
      <>
        <h1>Ticket {id}</h1>
        {problem}
        <a href={listHref()}>All tickets</a>
      </>
    ) : (
      <p className="loading">Loading…</p>
    );
  }
  const { number, subject, queue, webUrl } = ticket;
  return (
    <TicketContext value={{ ticket, show }}>
      <div className="ticket-page">
        <title>{`#${number} ${subject} · Help desk`}</title>
        <header>
          <TicketNav number={number} />
          <p className="faint">
            {queue && <a href={listHref({ queue: queue.name })}>{queue.name}</a>} / {number}
          </p>
          <Subject />
          <MergedNote asked={id} />
          {problem}
        </header>
        <div className="said">
          <Timeline ticket={id} changes={changes} form={<ReplyForm />} />
        </div>
        <aside aria-label="About this ticket">
          <div className="actions">
            <Ownership />
            <MergeForm />
          </div>
          <TicketFacts />
          <CustomFields />
          <TicketLinks ticket={ticket} />
          <a className="faint" href={webUrl} target="_blank" rel="noreferrer">
            Open in Request Tracker ↗
          </a>
        </aside>
      </div>
    </TicketContext>
  );
}

/** If the ticket was merged into another one, its drafts move along, and the address names that one. */
function useMerged(asked: string, ticket: ShownTicket['ticket'] | undefined): void {
  const viewer = useViewer();
  const last = useRef(`ticket/${asked}`);
  // Before its forms are rendered, which read them.
  if (ticket && ticket.number !== Number(asked) && ticket.id !== last.current) {
    moveDrafts(viewer.id, last.current, ticket.id);
    last.current = ticket.id;
  }
  const number = ticket?.number;
  useEffect(() => {
    if (number !== undefined && number !== Number(asked)) nameMerged(asked, number);
  }, [asked, number]);
}
