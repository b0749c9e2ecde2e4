/** Takes the numbers of tickets that have changed, as somebody says who may be wrong. */
export interface Nudges {
  /** The next look at a ticket comes sooner. */
  nudge(ticket: number): void;
}
