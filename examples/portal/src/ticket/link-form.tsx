import { type FormEvent, useId, useState } from 'react';
import { AddLinksDocument } from '../generated/documents.js';
import { ticketNumberOf } from '../route.js';
import { isDone, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { linkTypes } from './link-types.js';

/** Links the ticket to another one by its number. */
export function LinkForm({ ticket }: { readonly ticket: string }) {
  const [add, state] = useWrite(AddLinksDocument);
  const [refused, setRefused] = useState<string>();
  const refusalId = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const type = linkTypes.find(([name]) => name === fields.get('type'))?.[0] ?? 'REFERS_TO';
    const typed = String(fields.get('number'));
    const number = ticketNumberOf(typed);
    setRefused(number === undefined ? typed : undefined);
    if (number === undefined) return;
    const target = { ticket: number };
    if (isDone(await add({ id: ticket, links: [{ type, target }] }))) form.reset();
  }

  return (
    <form className="link-form" onSubmit={submit}>
      <select name="type" aria-label="How it is linked">
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
          “{refused}” is not a ticket number.
        </p>
      )}
    </form>
  );
}
