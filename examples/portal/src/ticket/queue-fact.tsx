import { useQueues } from '../list/use-queues.js';
import { ChangeForm } from './change-form.js';
import { Fact } from './fact.js';
import { useTicket } from './ticket-context.js';

/** The ticket's queue; the form moves it to another one. */
export function QueueFact() {
  const { ticket } = useTicket();
  return (
    <Fact name="Queue" edit={(close) => <QueueForm onClose={close} />}>
      {ticket.queue?.name}
    </Fact>
  );
}

function QueueForm({ onClose }: { readonly onClose: () => void }) {
  const { ticket } = useTicket();
  const { queues } = useQueues();
  // The current queue is there from the start, so that saving does not move the ticket by accident.
  const current = ticket.queue ?? { id: '', name: 'a queue that you may not see' };
  const isListed = queues.some(({ id }) => id === current.id);
  return (
    <ChangeForm
      label="Queue"
      changes={(fields) => ({ queue: String(fields.get('queue')) })}
      onClose={onClose}
    >
      <select name="queue" aria-label="Queue" defaultValue={current.id} required>
        {(isListed ? queues : [current, ...queues]).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </ChangeForm>
  );
}
