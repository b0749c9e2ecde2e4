import { type FormEvent, useState } from 'react';
import { MergeDocument } from '../generated/documents.js';
import { go, ticketHref } from '../route.js';
import { useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { EditForm } from './change-form.js';
import { useTicket } from './ticket-context.js';

/** Merges the ticket into another one, after a question: RT cannot undo it. */
export function MergeForm() {
  const { ticket } = useTicket();
  const [isOpen, setOpen] = useState(false);
  const [write, state] = useWrite(MergeDocument);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const intoId = String(new FormData(event.currentTarget).get('into'));
    const result = await write({ id: ticket.id, intoId });
    if (result?.outcome === 'APPLIED' && result.ticket) go(ticketHref(result.ticket.number));
  }

  if (!isOpen) {
    return (
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        Merge…
      </button>
    );
  }
  return (
    <EditForm label="Merge" onSubmit={submit} onClose={() => setOpen(false)}>
      <p>
        All of ticket {ticket.number} moves into another one, whose subject and fields stay. This
        cannot be undone.
      </p>
      <input
        name="into"
        aria-label="Merge into"
        placeholder="Ticket number"
        inputMode="numeric"
        pattern="\d+"
        title="A ticket's number"
        required
      />
      <span className="buttons">
        <button type="submit" disabled={state.isBusy}>
          Merge
        </button>
        <button type="button" className="quiet" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </span>
      <WriteReport of={state} />
    </EditForm>
  );
}
