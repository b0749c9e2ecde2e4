/**
 * REST 2.0 answered a read with something that it may not be believed in, or not at all: a page of a proxy, a crash, a
 * total that is hidden, a row that was not asked for. REST 1.0 then answers instead, in the same operation.
 */
export class UnfitAnswer extends Error {
  /** What kind of thing went wrong, for counters. */
  readonly reason: UnfitReason;

  constructor(reason: UnfitReason, message: string) {
    super(message);
    this.name = 'UnfitAnswer';
    this.reason = reason;
  }
}

/** Why an answer of REST 2.0 was not used. */
export type UnfitReason =
  | 'refused'
  | 'status'
  | 'not-json'
  | 'shape'
  | 'total'
  | 'short'
  | 'foreign';
