/** What the books of an operation need to know of a request to RT. */
export interface Booked {
  /** RT's operation, e.g. `show`. */
  readonly operation: string;
  /** Number of objects asked for; 1 when absent. */
  readonly objects?: number;
  readonly columns?: readonly string[];
  /**
   * Finds out what belongs to the caller and not to the operation, which makes the first one pay for all. Like a
   * login, it is not counted.
   */
  readonly aside?: boolean;
}

/** How a request went. */
export interface Outcome {
  /** When it was sent, by `performance.now()`. */
  readonly start: number;
  /** Bytes of RT's answer. */
  readonly bytes: number;
  /** Operations that it was sent for. */
  readonly sharers: number;
}

/** The books of whoever a request to RT is sent for: one operation, or several that share it. */
export interface Account {
  /** Ends the request. */
  readonly signal: AbortSignal | undefined;
  /** When its time is over, by `performance.now()`; undefined where that is not known. */
  readonly endsAt: number | undefined;
  /** Counts a request. @throws RtError when it may not be sent any more */
  count(call: Booked): void;
  /** Counts a login if the request needs one. Call what it returns once the request is under way. */
  login(): () => void;
  /** Counts bytes of the answer as they come. @throws TooCostlyError beyond what may be held */
  charge(bytes: number): void;
  /** Writes the request into the trace. */
  record(call: Booked, outcome: Outcome): void;
}

/** The books of one operation. */
export interface OwnAccount extends Account {
  /** Takes a request back that was of no use to the operation, for what it was shared with. */
  uncount(call: Booked): void;
}
