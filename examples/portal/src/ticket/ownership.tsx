import { useState } from 'react';
import { useClient } from 'urql';
import {
  OwnerNowDocument,
  StealDocument,
  TakeDocument,
  UntakeDocument,
} from '../generated/documents.js';
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
  const { ticket, show } = useTicket();
  const client = useClient();
  const writes = {
    take: useWrite(TakeDocument),
    steal: useWrite(StealDocument),
    untake: useWrite(UntakeDocument),
  };
  // Only the last one reports: what became of others is no longer so.
  const [last, setLast] = useState<keyof typeof writes>('take');
  const [, state] = writes[last];
  const [isReading, setReading] = useState(false);
  const { id, owner } = ticket;
  const [hint, say] = useHint(`${id} ${owner?.id}`);
  const [label, next] = !owner
    ? (['Take', 'take'] as const)
    : owner.id === viewer.id
      ? (['Give back', 'untake'] as const)
      : ([`Steal from ${nameOf(owner)}`, 'steal'] as const);

  async function act(): Promise<void> {
    const [write] = writes[next];
    say(undefined);
    if (next === 'steal' && !(await isOwnerAsSeen())) return;
    setLast(next);
    void write({ id });
  }

  /** RT steals from whoever owns the ticket by then, who need not be the one that the button names. */
  async function isOwnerAsSeen(): Promise<boolean> {
    setReading(true);
    const { data } = await client.query(
      OwnerNowDocument,
      { id },
      { requestPolicy: 'network-only' },
    );
    setReading(false);
    const now = data?.ticket;
    if (now && now.owner?.id === owner?.id) return true;
    if (now) show(now);
    const why = !now
      ? 'Its owner could not be read.'
      : `${now.owner ? nameOf(now.owner) : 'Nobody'} owns this ticket now.`;
    say(`Nothing was changed. ${why}`, `${id} ${(now ?? ticket).owner?.id}`);
    return false;
  }

  /** Does what a key stands for, or says why not: the other key does something else. */
  function press(wanted: 'take' | 'steal'): void {
    if (next === wanted) void act();
    else if (!owner) say('Nobody owns this ticket. Press t to take it.');
    else if (next === 'untake') say('You own this ticket already.');
    else say(`${nameOf(owner)} owns this ticket. Press T to steal it.`);
  }

  useKeys({ t: () => press('take'), T: () => press('steal') });
  return (
    <>
      <button type="button" className="quiet" disabled={state.isBusy || isReading} onClick={act}>
        {label}
      </button>
      {hint || <WriteReport of={state} />}
    </>
  );
}
