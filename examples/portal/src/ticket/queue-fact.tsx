import { useState } from 'react';
import { useQueues } from '../list/use-queues.js';
import { ChangeForm } from './change-form.js';
import { Fact } from './fact.js';
import { useTicket } from './ticket-context.js';
import { type Editing, entered } from './use-editing.js';

/** The ticket's queue; the form moves it to another one. */
export function QueueFact() {
  const { ticket } = useTicket();
  return (
    <Fact name="Queue" edit={(editing) => <QueueForm editing={editing} />}>
      <bdi>{ticket.queue?.name}</bdi>
    </Fact>
  );
}

function QueueForm({ editing }: { readonly editing: Editing }) {
  const { ticket } = useTicket();
  const { queues } = useQueues();
  // The current queue is there from the start, so that saving does not move the ticket by accident.
  const current = ticket.queue ?? { id: '', name: 'a queue that you may not see' };
  const isListed = queues.some(({ id }) => id === current.id);
  const [chosen] = useState(entered(editing.draft, 'queue', current.id));
  const isKnown = queues.some(({ id }) => id === chosen);
  return (
    <ChangeForm
      label="Queue"
      changes={(fields) => ({ queue: String(fields.get('queue')) })}
      editing={editing}
    >
      <select
        // A queue that was chosen before a reload can be shown once it is known.
        key={isKnown ? chosen : current.id}
        name="queue"
        aria-label="Queue"
        defaultValue={chosen}
        required
      >
        {(isListed ? queues : [current, ...queues]).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </ChangeForm>
  );
}
