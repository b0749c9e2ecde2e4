import { type FormEvent, useState } from 'react';
import { moveDrafts } from '../drafts.js';
import { wholeNumber } from '../fields/whole-number.js';
import {
  MergeDocument,
  type TicketRowFragment,
  UpdateManyDocument,
} from '../generated/documents.js';
import { PersonInput } from '../people/person-input.js';
import { Problem } from '../problem.js';
import { statuses } from '../statuses.js';
import { isDone, useWrite, type WriteVerdict } from '../use-write.js';
import { useViewer } from '../viewer.js';
import { Verdict, WriteReport } from '../write-report.js';
import { useQueues } from './use-queues.js';

/** What became of one ticket of several. */
type TicketVerdict = WriteVerdict & { readonly ticketId: string };

/** Changes all selected tickets at once, or merges them, and says what became of each. */
export function BulkBar({
  selected,
  onClear,
}: {
  readonly selected: readonly TicketRowFragment[];
  readonly onClear: () => void;
}) {
  const viewer = useViewer();
  const { queues } = useQueues();
  const [update, updating] = useWrite(UpdateManyDocument);
  const [merge, merging] = useWrite(MergeDocument);
  const [into, setInto] = useState('');
  const [verdicts, setVerdicts] = useState<readonly TicketVerdict[]>([]);
  // As the form's key it empties the form, with what a reset leaves.
  const [round, setRound] = useState(0);
  const [last, setLast] = useState<'change' | 'merge'>();
  const isBusy = updating.isBusy || merging.isBusy;

  async function change(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const [status, owner, queue] = ['status', 'owner', 'queue'].map((n) => String(fields.get(n)));
    const priority = String(fields.get('priority'));
    const changes = {
      ...(status && { status }),
      ...(owner && { owner }),
      ...(queue && { queue }),
      ...(priority && { priority: Number(priority) }),
    };
    if (Object.keys(changes).length === 0) {
      const first = event.currentTarget.querySelector<HTMLSelectElement>('[name=status]');
      first?.setCustomValidity('Choose what to change: a status, an owner, a queue or a priority.');
      first?.reportValidity();
      return;
    }
    setVerdicts([]);
    setLast('change');
    const tickets = selected.map(({ id, updatedAt }) => ({ id, changes, ifUpdatedAt: updatedAt }));
    const result = await update({ tickets });
    setVerdicts(result?.results ?? []);
    if (isDone(result)) setRound(round + 1);
  }

  /** One after the other: each merge is a write of its own, and the first that is not done ends it. */
  async function mergeAll(): Promise<void> {
    const verdicts: TicketVerdict[] = [];
    setVerdicts([]);
    setLast('merge');
    for (const { id } of selected.filter((ticket) => ticket.id !== into)) {
      const result = await merge({ id, intoId: into });
      if (!result) break;
      verdicts.push({ ...result, ticketId: id });
      if (result.outcome !== 'APPLIED') break;
      moveDrafts(viewer.id, id, into);
    }
    setVerdicts(verdicts);
    setInto('');
  }

  // Verdicts of single tickets say it all, but for an error of the whole request.
  const state = last === 'merge' ? merging : updating;
  const report =
    verdicts.length === 0 ? (
      <WriteReport of={state} />
    ) : (
      state.error && <Problem error={state.error} />
    );
  if (selected.length === 0 && verdicts.length === 0) return null;
  return (
    <section className="bulk card" aria-label="Selected tickets">
      {selected.length > 0 && (
        <form
          key={round}
          onSubmit={change}
          onChange={({ currentTarget }) =>
            currentTarget.querySelector<HTMLSelectElement>('[name=status]')?.setCustomValidity('')
          }
        >
          <label>
            Status
            <select name="status">
              <option value="">leave</option>
              {statuses.map((status) => (
                <option key={status}>{status}</option>
              ))}
            </select>
          </label>
          <div className="labelled">
            Owner
            <PersonInput name="owner" label="New owner" as="login" />
          </div>
          <label>
            Queue
            <select name="queue">
              <option value="">leave</option>
              {queues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Priority
            <input name="priority" {...wholeNumber} />
          </label>
          <button type="submit" disabled={isBusy}>
            Change {selected.length}
          </button>
          {selected.length > 1 && (
            <label>
              Merge into
              <select value={into} onChange={(event) => setInto(event.target.value)}>
                <option value="">…</option>
                {selected.map(({ id, number, subject }) => (
                  <option key={id} value={id}>
                    {number} {subject}
                  </option>
                ))}
              </select>
            </label>
          )}
          {into !== '' && (
            <button type="button" disabled={isBusy} onClick={mergeAll}>
              Merge, which cannot be undone
            </button>
          )}
        </form>
      )}
      {last && report}
      {verdicts.length > 0 && (
        <ul className="verdicts">
          {verdicts.map((verdict) => (
            <li key={verdict.ticketId}>
              <span className="number">{verdict.ticketId.replace('ticket/', '')}</span>
              <Verdict result={verdict} input={state.input} done="Done." />
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="quiet"
        onClick={() => {
          setVerdicts([]);
          setLast(undefined);
          onClear();
        }}
      >
        Select none
      </button>
    </section>
  );
}
