/**
 * REST 2.0 answered a read with something that it may not be believed in, or not at all: a page of a proxy, a crash, a
 * total that is hidden, a row that was not asked for. REST 1.0 then answers instead, in the same operation.
 */
export class UnfitAnswer extends Error {
  /** What kind of thing went wrong, for counters. */
  readonly reason: UnfitReason;
  /** Whether a gateway answered in RT's place, which says nothing of REST 2.0: it may fail for REST 1.0 alike. */
  readonly isOfGateway: boolean;

  constructor(reason: UnfitReason, message: string, { isOfGateway = false } = {}) {
    super(message);
    this.name = 'UnfitAnswer';
    this.reason = reason;
    this.isOfGateway = isOfGateway;
  }
}

/** An answer with a status that no answer to a read has. */
export function unfitStatus(status: number): UnfitAnswer {
  const isOfGateway = status >= 502 && status <= 504;
  return new UnfitAnswer('status', `REST 2.0 returned HTTP ${status}.`, { isOfGateway });
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
