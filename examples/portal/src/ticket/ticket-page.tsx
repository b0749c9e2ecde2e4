import { useQuery } from 'urql';
import { TicketPageDocument } from '../generated/documents.js';
import { Problem } from '../problem.js';
import { listHref } from '../route.js';
import { Status } from '../status.js';
import { ReplyForm } from './reply-form.js';
import { TicketFacts } from './ticket-facts.js';
import { TicketLinks } from './ticket-links.js';
import { Timeline } from './timeline.js';

/** One ticket: what was said on the left, what is known on the right. */
export function TicketPage({ id }: { readonly id: string }) {
  const [{ data, error }, refresh] = useQuery({ query: TicketPageDocument, variables: { id } });
  const ticket = data?.ticket;
  if (!ticket) {
    return error ? (
      <>
        <h1>Ticket {id}</h1>
        <Problem error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
        <a href={listHref()}>All tickets</a>
      </>
    ) : (
      <p className="loading">Loading…</p>
    );
  }
  const { number, subject, status, queue, webUrl } = ticket;
  return (
    <div className="ticket-page">
      <title>{`#${number} ${subject} · Help desk`}</title>
      <header>
        <p className="faint">
          {queue && <a href={listHref({ queue: queue.name })}>{queue.name}</a>} / {number}
        </p>
        <h1>
          {subject || '(no subject)'} <Status status={status} />
        </h1>
      </header>
      <div>
        <Timeline ticket={id} />
        <ReplyForm ticket={id} />
      </div>
      <aside aria-label="About this ticket">
        <TicketFacts ticket={ticket} />
        <TicketLinks ticket={ticket} />
        <a className="faint" href={webUrl} target="_blank" rel="noreferrer">
          Open in Request Tracker ↗
        </a>
      </aside>
    </div>
  );
}
