import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { AddLinksDocument } from '../generated/documents.js';
import { Problem } from '../problem.js';
import { WriteReport } from '../write-report.js';
import { linkTypes } from './link-types.js';

/** Links the ticket to another one by its number. */
export function LinkForm({ ticket }: { readonly ticket: string }) {
  const [{ data, error, fetching }, add] = useMutation(AddLinksDocument);
  const result = data?.addTicketLinks;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const type = linkTypes.find(([name]) => name === fields.get('type'))?.[0] ?? 'REFERS_TO';
    const target = { ticket: String(fields.get('number')) };
    const answer = await add({ input: { id: ticket, links: [{ type, target }] } });
    if (answer.data?.addTicketLinks?.userErrors.length === 0) form.reset();
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
      <button type="submit" className="quiet" disabled={fetching}>
        Link
      </button>
      {error && <Problem error={error} />}
      {result && <WriteReport result={result} done="Linked." />}
    </form>
  );
}
