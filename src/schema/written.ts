/** What became of a mutation. `UNKNOWN`: RT may or may not have done it. `FAILED`: it ended with an error. */
export type WriteOutcome = 'APPLIED' | 'PARTIAL' | 'REJECTED' | 'UNCHANGED' | 'UNKNOWN' | 'FAILED';

/** One mutation of an operation, and its outcome, for whoever observes operations. */
export interface Written {
  readonly mutation: string;
  readonly outcome: WriteOutcome;
}
