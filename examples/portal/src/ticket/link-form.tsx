import type { FormEvent } from 'react';
import { AddLinksDocument } from '../generated/documents.js';
import { isDone, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { linkTypes } from './link-types.js';

/** Links the ticket to another one by its number. */
export function LinkForm({ ticket }: { readonly ticket: string }) {
  const [add, state] = useWrite(AddLinksDocument);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const type = linkTypes.find(([name]) => name === fields.get('type'))?.[0] ?? 'REFERS_TO';
    const target = { ticket: String(fields.get('number')) };
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
        pattern="\d+"
        title="A ticket's number"
        required
      />
      <button type="submit" className="quiet" disabled={state.isBusy}>
        Link
      </button>
      <WriteReport of={state} done="Linked." />
    </form>
  );
}
