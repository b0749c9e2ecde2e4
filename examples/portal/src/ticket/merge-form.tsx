import type { FormEvent } from 'react';
import { MergeDocument } from '../generated/documents.js';
import { noTicketNumber, ticketNumberOf } from '../route.js';
import { useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { EditForm } from './change-form.js';
import { useTicket } from './ticket-context.js';
import { entered, useEditing, useOpener } from './use-editing.js';

/** Merges the ticket into another one, after a question: RT cannot undo it. */
export function MergeForm() {
  const { ticket } = useTicket();
  const editing = useEditing('merge');
  const opener = useOpener(editing);
  const [write, state] = useWrite(MergeDocument);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const field = event.currentTarget.querySelector<HTMLInputElement>('[name=into]');
    const intoId = ticketNumberOf(field?.value ?? '', ticket.webUrl);
    if (intoId === undefined) {
      field?.setCustomValidity(noTicketNumber);
      field?.reportValidity();
      return;
    }
    const result = await write({ id: ticket.id, intoId });
    // The page then reads what the ticket has become, and moves along.
    if (result?.outcome === 'APPLIED') editing.close();
  }

  if (!editing.isOpen) {
    return (
      <button ref={opener} type="button" className="quiet" onClick={editing.open}>
        Merge…
      </button>
    );
  }
  return (
    <EditForm label="Merge" onSubmit={submit} editing={editing}>
      <p>
        All of ticket {ticket.number} moves into another one, whose subject and fields stay. This
        cannot be undone.
      </p>
      <input
        name="into"
        aria-label="Merge into"
        placeholder="Ticket number"
        inputMode="numeric"
        defaultValue={entered(editing.draft, 'into', '')}
        onChange={(event) => event.target.setCustomValidity('')}
        required
      />
      <span className="buttons">
        <button type="submit" disabled={state.isBusy}>
          Merge
        </button>
        <button type="button" className="quiet" onClick={editing.close}>
          Cancel
        </button>
      </span>
      <WriteReport of={state} />
    </EditForm>
  );
}
