import { useState } from 'react';
import { draftsAside, forgetAside } from '../drafts.js';
import { useViewer } from '../viewer.js';
import { useTicket } from './ticket-context.js';

/** Says that the ticket that was asked for was merged into this one, and shows drafts that were in the way of its own. */
export function MergedNote({ asked }: { readonly asked: string }) {
  const viewer = useViewer();
  const { ticket } = useTicket();
  const [, setForgotten] = useState(false);
  const aside = draftsAside(viewer.id, ticket.id);
  const isMerged = ticket.number !== Number(asked);
  if (!isMerged && aside.length === 0) return null;
  return (
    <div className="note" role="status">
      {isMerged && (
        <p>
          Ticket {asked} was merged into {ticket.number}.
        </p>
      )}
      {aside.length > 0 && (
        <>
          <p>You had begun something else here before:</p>
          {aside.map((text) => (
            <p key={text} className="entered">
              {text}
            </p>
          ))}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              forgetAside(viewer.id, ticket.id);
              setForgotten(true);
            }}
          >
            Forget it
          </button>
        </>
      )}
    </div>
  );
}
