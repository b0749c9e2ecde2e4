import { ClaimNextDocument } from '../generated/documents.js';
import { useKeys } from '../keys.js';
import { go, type ListSearch, ticketHref } from '../route.js';
import { lastSearch } from '../trail.js';
import { useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { claimableOf } from './filter-of.js';

/** Makes the viewer the owner of the oldest ticket of Nobody in the list that was shown last, and opens it. */
export function ClaimNext({ search }: { readonly search?: ListSearch }) {
  const [write, state] = useWrite(ClaimNextDocument);

  async function claim(): Promise<void> {
    const result = await write({ ...claimableOf(search ?? lastSearch()) });
    if (result?.ticket) go(ticketHref(result.ticket.number));
  }

  useKeys({ g: claim });
  const isEmpty = state.result?.outcome === 'UNCHANGED';
  return (
    <>
      <button type="button" className="quiet" disabled={state.isBusy} onClick={claim}>
        Claim next
      </button>
      {isEmpty ? (
        <p className="note" role="status">
          No ticket is left to claim here.
        </p>
      ) : (
        <WriteReport of={state} />
      )}
    </>
  );
}
