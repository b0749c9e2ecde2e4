import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useClient } from 'urql';
import {
  type TicketChangesInput,
  TicketPageDocument,
  UpdateTicketDocument,
} from '../generated/documents.js';
import { isDone, useWrite, type WriteVerdict } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { areAsSeen } from './are-as-seen.js';
import { type ShownTicket, useTicket } from './ticket-context.js';
import type { Editing } from './use-editing.js';

/**
 * Changes fields of the ticket, unless they were changed elsewhere since the form was opened: then it says so, and saving
 * once more overrides that.
 */
export function ChangeForm({
  label,
  changes,
  editing,
  children,
}: {
  readonly label: string;
  readonly changes: (fields: FormData) => TicketChangesInput;
  readonly editing: Editing;
  readonly children: ReactNode;
}) {
  const { ticket, show } = useTicket();
  const client = useClient();
  const [write, state] = useWrite(UpdateTicketDocument);
  const { draft, close } = editing;
  // What the fields of the form began with, before a reload too.
  const [seen] = useState<ShownTicket['ticket']>(() => {
    const kept = draft.fields.get('seen');
    return kept === null ? ticket : JSON.parse(kept);
  });
  // What others have made of them since, once the form has said so. Saving again overrides that, and nothing later.
  const [overridden, setOverridden] = useState<ShownTicket['ticket']>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const input = { id: ticket.id, changes: changes(fields) };
    setBusy(true);
    let result = await write({ ...input, ...conditionOf(overridden ?? seen) });
    if (isConflict(result)) {
      const context = { requestPolicy: 'network-only' } as const;
      const { data } = await client.query(TicketPageDocument, { id: ticket.id }, context);
      const now = data?.ticket;
      // The change may have been to other fields, and by the viewer.
      if (now && areAsSeen(input.changes, overridden ?? seen, now)) {
        result = await write({ ...input, ...conditionOf(now) });
      }
      if (isConflict(result)) setOverridden(now ?? undefined);
    }
    setBusy(false);
    if (result?.ticket) show(result.ticket);
    if (isDone(result)) close();
  }

  return (
    <EditForm label={label} onSubmit={submit} editing={editing}>
      {/* What is typed while the change is saved would be lost. */}
      <fieldset className="parts" disabled={isBusy}>
        {children}
        <input type="hidden" name="seen" value={JSON.stringify(seen)} />
        <span className="buttons">
          <button type="submit">{overridden ? 'Save all the same' : 'Save'}</button>
          <button type="button" className="quiet" onClick={close}>
            Cancel
          </button>
        </span>
      </fieldset>
      {!isBusy && <WriteReport of={state} />}
    </EditForm>
  );
}

function isConflict(result: WriteVerdict | null | undefined): boolean {
  return result?.userErrors.some(({ code }) => code === 'CONFLICT') ?? false;
}

/** A small form inside the page: it starts at its first field, unless it was there before a reload, and Esc closes it. */
export function EditForm({
  label,
  onSubmit,
  editing: { draft, close },
  children,
}: {
  readonly label: string;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly editing: Editing;
  readonly children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [wasKept] = useState(draft.isKept);
  useEffect(() => {
    const details = form.current?.closest('details');
    if (details) details.open = true;
    if (wasKept) return;
    form.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
  }, [wasKept]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }

  return (
    <form
      ref={form}
      className="edit"
      aria-label={label}
      onSubmit={onSubmit}
      onChange={(event) => draft.keep(event.currentTarget)}
      onKeyDown={onKeyDown}
    >
      {children}
    </form>
  );
}

function conditionOf({ revision, updatedAt }: ShownTicket['ticket']) {
  return revision === null ? { ifUpdatedAt: updatedAt } : { ifRevision: revision };
}
