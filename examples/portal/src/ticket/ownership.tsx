import { useState } from 'react';
import { StealDocument, TakeDocument, UntakeDocument } from '../generated/documents.js';
import { useKeys } from '../keys.js';
import { nameOf } from '../people/person.js';
import { useWrite } from '../use-write.js';
import { useViewer } from '../viewer.js';
import { WriteReport } from '../write-report.js';
import { useTicket } from './ticket-context.js';

/** Takes the ticket, steals it or gives it back: whichever makes sense now. */
export function Ownership() {
  const viewer = useViewer();
  const { ticket } = useTicket();
  const writes = {
    take: useWrite(TakeDocument),
    steal: useWrite(StealDocument),
    untake: useWrite(UntakeDocument),
  };
  // Only the last one reports: what became of others is no longer so.
  const [last, setLast] = useState<keyof typeof writes>('take');
  const [, state] = writes[last];
  const { id, owner } = ticket;
  const [label, next] = !owner
    ? (['Take', 'take'] as const)
    : owner.id === viewer.id
      ? (['Give back', 'untake'] as const)
      : ([`Steal from ${nameOf(owner)}`, 'steal'] as const);

  function act(): void {
    const [write] = writes[next];
    setLast(next);
    void write({ id });
  }

  useKeys({ t: () => void (!owner && act()), T: () => void (next === 'steal' && act()) });
  return (
    <>
      <button type="button" className="quiet" disabled={state.isBusy} onClick={act}>
        {label}
      </button>
      <WriteReport of={state} />
    </>
  );
}
