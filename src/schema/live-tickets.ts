/** What became of a ticket, as one search sees it. */
export type TicketChangeKind = 'CREATED' | 'UPDATED' | 'LEFT';

/** One change of a ticket. */
export interface TicketChange {
  readonly kind: TicketChangeKind;
  readonly ticket: number;
  /** The transaction that it was; 0 where a ticket came or went without one. */
  readonly item: number;
  /** The cursor to go on from after this change; made when it is asked for. */
  readonly cursor: () => string;
}

/** Some changes, the oldest first. */
export interface TicketChangePage {
  readonly events: readonly TicketChange[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

/** A search that is followed. */
export interface LiveSearch<Caller> {
  /** The search as the caller gave it: what has the same key is the same search. */
  readonly key: string;
  /** The search as RT is asked now, which may depend on what RT holds. */
  query(caller: Caller): Promise<string>;
}

/**
 * Changes of tickets, which RT has to be asked for again and again. The server has one for all operations; whoever asks
 * is the operation's caller.
 *
 * @typeParam Caller The means of an operation, which the schema defines with this among them.
 */
export interface LiveTickets<Caller> {
  readonly pollIntervalMs: number;
  /**
   * Changes of the tickets that a search finds, for who comes back: none without `after`, only the cursor of now.
   * @throws InvalidInputError for what is not a cursor of this caller and search, or one that is too old
   */
  changes(
    search: LiveSearch<Caller>,
    page: { readonly after: string | undefined; readonly first: number },
    caller: Caller,
  ): Promise<TicketChangePage>;
  /**
   * The same for who stays. What is wrong with the search or the cursor is thrown before the first change. Each change
   * begins a new operation of the caller.
   */
  watch(
    search: LiveSearch<Caller>,
    after: string | undefined,
    caller: Caller,
  ): Promise<AsyncIterable<TicketChange>>;
  /**
   * Numbers of a ticket's new history items, oldest first, after the item `after`.
   * @throws NotFoundError for a ticket that is missing or hidden
   */
  activity(
    ticket: number,
    after: number | undefined,
    caller: Caller,
  ): Promise<AsyncIterable<number>>;
}
