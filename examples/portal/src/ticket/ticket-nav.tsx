import { useHint } from '../hint.js';
import { useKeys } from '../keys.js';
import { ClaimNext } from '../list/claim-next.js';
import { go } from '../route.js';
import { lastList, neighbours } from '../trail.js';

/** Ways to other tickets: the list that was shown last, what is before and after this one in it, and the next to claim. */
export function TicketNav({ number }: { readonly number: number }) {
  const { previous, next } = neighbours(number);
  const [hint, say] = useHint(String(number));

  function step(href: string | undefined, which: string): void {
    if (href === undefined) say(`There is no ${which} ticket in the list.`);
    else go(href);
  }

  useKeys({
    j: () => step(next, 'next'),
    k: () => step(previous, 'previous'),
    u: () => go(lastList()),
    // Esc closes a form only where the focus is in it; one that is open elsewhere is not left.
    Escape: () => {
      if (document.querySelector('form.edit'))
        say('A form is open. Save or cancel it, or press u.');
      else go(lastList());
    },
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
      {hint}
    </nav>
  );
}
