/** What is wanted of tickets, and of the users and queues that their columns name. */
export interface TicketWants {
  readonly columns: ReadonlySet<string>;
  readonly of?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Whether custom fields may be listed, which RT does with all of a ticket or none; `all` where all are wanted. */
  readonly withCustomFields: boolean | 'all';
}
