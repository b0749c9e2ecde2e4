import { useState } from 'react';
import { StealDocument, TakeDocument, UntakeDocument } from '../generated/documents.js';
import { useHint } from '../hint.js';
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
  const [hint, say] = useHint(`${id} ${owner?.id}`);
  const [label, next] = !owner
    ? (['Take', 'take'] as const)
    : owner.id === viewer.id
      ? (['Give back', 'untake'] as const)
      : ([`Steal from ${nameOf(owner)}`, 'steal'] as const);

  function act(): void {
    const [write] = writes[next];
    say(undefined);
    setLast(next);
    void write({ id });
  }

  /** Does what a key stands for, or says why not: the other key does something else. */
  function press(wanted: 'take' | 'steal'): void {
    if (next === wanted) act();
    else if (!owner) say('Nobody owns this ticket. Press t to take it.');
    else if (next === 'untake') say('You own this ticket already.');
    else say(`${nameOf(owner)} owns this ticket. Press T to steal it.`);
  }

  useKeys({ t: () => press('take'), T: () => press('steal') });
  return (
    <>
      <button type="button" className="quiet" disabled={state.isBusy} onClick={act}>
        {label}
      </button>
      {hint || <WriteReport of={state} />}
    </>
  );
}
