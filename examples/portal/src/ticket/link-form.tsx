import { type FormEvent, useId, useState } from 'react';
import { useDraft } from '../drafts.js';
import { AddLinksDocument } from '../generated/documents.js';
import { noTicketNumber, ticketNumberOf } from '../route.js';
import { isDone, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { linkTypes } from './link-types.js';
import { useTicket } from './ticket-context.js';

/** Links the ticket to another one by its number or address. */
export function LinkForm() {
  const { ticket } = useTicket();
  const draft = useDraft(`${ticket.id} link`);
  const [add, state] = useWrite(AddLinksDocument);
  const [refused, setRefused] = useState<string>();
  const refusalId = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const type = linkTypes.find(([name]) => name === fields.get('type'))?.[0] ?? 'REFERS_TO';
    const typed = String(fields.get('number'));
    const number = ticketNumberOf(typed, ticket.webUrl);
    setRefused(number === undefined ? typed : undefined);
    if (number === undefined) return;
    const target = { ticket: number };
    const sent = draft.mark();
    if (isDone(await add({ id: ticket.id, links: [{ type, target }] }))) draft.forget(sent);
  }

  return (
    <form
      key={draft.round}
      className="link-form"
      onSubmit={submit}
      onChange={(event) => draft.keep(event.currentTarget)}
    >
      <select
        name="type"
        aria-label="How it is linked"
        defaultValue={draft.fields.get('type') ?? undefined}
      >
        {linkTypes.map(([type, label]) => (
          <option key={type} value={type}>
            {label}
          </option>
        ))}
      </select>
      <input
        name="number"
        aria-label="Ticket number"
        placeholder="Ticket number"
        inputMode="numeric"
        defaultValue={draft.fields.get('number') ?? ''}
        aria-invalid={refused !== undefined}
        aria-describedby={refused === undefined ? undefined : refusalId}
        onChange={() => setRefused(undefined)}
        required
      />
      <button type="submit" className="quiet" disabled={state.isBusy}>
        Link
      </button>
      {refused === undefined ? (
        <WriteReport of={state} done="Linked." />
      ) : (
        <p id={refusalId} className="note" data-tone="bad" role="alert">
          “{refused}” is not a ticket. {noTicketNumber}
        </p>
      )}
    </form>
  );
}
