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

/**
 * Changes fields of the ticket, unless they were changed elsewhere since the form was opened: then it says so, and saving
 * once more overrides that.
 */
export function ChangeForm({
  label,
  changes,
  onClose,
  children,
}: {
  readonly label: string;
  readonly changes: (fields: FormData) => TicketChangesInput;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { ticket } = useTicket();
  const client = useClient();
  const [write, state] = useWrite(UpdateTicketDocument);
  // What the fields of the form began with.
  const [seen] = useState(ticket);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const input = { id: ticket.id, changes: changes(fields) };
    setBusy(true);
    let result = await write({ ...input, ...(isConflict(state.result) ? {} : conditionOf(seen)) });
    // The change may have been to other fields, and by the viewer.
    if (isConflict(result) && !isConflict(state.result)) {
      const context = { requestPolicy: 'network-only' } as const;
      const { data } = await client.query(TicketPageDocument, { id: ticket.id }, context);
      const now = data?.ticket;
      if (now && areAsSeen(input.changes, seen, now)) {
        result = await write({ ...input, ...conditionOf(now) });
      }
    }
    setBusy(false);
    if (isDone(result)) onClose();
  }

  return (
    <EditForm label={label} onSubmit={submit} onClose={onClose}>
      {children}
      <span className="buttons">
        <button type="submit" disabled={isBusy}>
          {isConflict(state.result) ? 'Save all the same' : 'Save'}
        </button>
        <button type="button" className="quiet" onClick={onClose}>
          Cancel
        </button>
      </span>
      {!isBusy && <WriteReport of={state} />}
    </EditForm>
  );
}

function isConflict(result: WriteVerdict | null | undefined): boolean {
  return result?.userErrors.some(({ code }) => code === 'CONFLICT') ?? false;
}

/** A small form inside the page: it starts at its first field, and Esc closes it. */
export function EditForm({
  label,
  onSubmit,
  onClose,
  children,
}: {
  readonly label: string;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  }

  return (
    <form ref={form} className="edit" aria-label={label} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      {children}
    </form>
  );
}

function conditionOf({ revision, updatedAt }: ShownTicket['ticket']) {
  return revision === null ? { ifUpdatedAt: updatedAt } : { ifRevision: revision };
}
