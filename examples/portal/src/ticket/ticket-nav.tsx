import { useKeys } from '../keys.js';
import { ClaimNext } from '../list/claim-next.js';
import { go } from '../route.js';
import { goMaybe, lastList, neighbours } from '../trail.js';

/** Ways to other tickets: the list that was shown last, what is before and after this one in it, and the next to claim. */
export function TicketNav({ number }: { readonly number: number }) {
  const { previous, next } = neighbours(number);
  useKeys({
    j: () => goMaybe(next),
    k: () => goMaybe(previous),
    u: () => go(lastList()),
    // Esc closes a form only where the focus is in it; one that is open elsewhere is not left.
    Escape: () => goMaybe(document.querySelector('form.edit') ? undefined : lastList()),
  });
  return (
    <nav className="ticket-nav" aria-label="Tickets">
      <a href={lastList()}>← List</a>
      {previous !== undefined && (
        <a rel="prev" href={previous}>
          Previous
        </a>
      )}
      {next !== undefined && (
        <a rel="next" href={next}>
          Next
        </a>
      )}
      <ClaimNext />
    </nav>
  );
}
