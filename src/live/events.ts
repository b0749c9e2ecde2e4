import type { TicketChangeKind } from '../schema/live-tickets.js';
import type { FoundItem } from './look.js';

/** A change as a search sees it. */
export interface FeedEvent {
  readonly kind: TicketChangeKind;
  readonly ticket: number;
  /** The transaction with which it is told; those up to it are told too. 0 where there is none. */
  readonly item: number;
}

/**
 * What new transactions mean for a search: each is a change of a ticket that matches, and all of a ticket that does not
 * are its leaving. They come by number. What a ticket took over from one that was merged into it, and that is older than
 * its own creation, is no change of it.
 */
export function eventsOf(
  items: readonly FoundItem[],
  matches: ReadonlySet<number>,
): readonly FeedEvent[] {
  const born = new Map(
    items.flatMap(({ ticket, id, means }) => (means === 'created' ? [[ticket, id]] : [])),
  );
  const own = items.filter(
    ({ ticket, id, means }) => means !== 'nothing' && id >= (born.get(ticket) ?? 0),
  );
  const last = new Map(own.map(({ ticket, id }) => [ticket, id]));
  return own.flatMap(({ ticket, id, means }): readonly FeedEvent[] => {
    if (matches.has(ticket)) {
      return [{ kind: means === 'created' ? 'CREATED' : 'UPDATED', ticket, item: id }];
    }
    return last.get(ticket) === id ? [{ kind: 'LEFT', ticket, item: id }] : [];
  });
}
