import { everything, type ListSearch, listHref, ticketHref } from './route.js';

/** The list that was shown last: where it is, what was in it, and what follows. */
interface Trail {
  readonly search: ListSearch;
  readonly numbers: readonly number[];
  readonly nextPage?: string;
  readonly previousPage?: string;
}

const none: Trail = { search: everything, numbers: [] };
const place = 'trail';

let trail = storedTrail();

/** Remembers a list while its tickets are looked at, in this tab: a reload does not lose it. */
export function leaveTrail(list: Trail): void {
  trail = list;
  sessionStorage.setItem(place, JSON.stringify(list));
}

function storedTrail(): Trail {
  try {
    // Only `leaveTrail` writes there.
    const stored: Partial<Trail> = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return { ...none, ...stored };
  } catch {
    return none;
  }
}

/** Forgets the list: it was somebody's, and the next user of the browser need not know. */
export function forgetTrail(): void {
  trail = none;
  sessionStorage.removeItem(place);
}

/** What the list that was shown last looked for. */
export function lastSearch(): ListSearch {
  return trail.search;
}

/** The address of the list that was shown last. */
export function lastList(): string {
  return listHref(trail.search);
}

/** The addresses before and after a ticket in its list: of a ticket, or of the list's next page at its end. */
export function neighbours(number: number): {
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
} {
  const at = trail.numbers.indexOf(number);
  if (at < 0) return {};
  const [before, after] = [trail.numbers[at - 1], trail.numbers[at + 1]];
  return {
    previous: before === undefined ? trail.previousPage : ticketHref(before),
    next: after === undefined ? trail.nextPage : ticketHref(after),
  };
}
