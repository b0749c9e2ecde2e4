/** What mutations share over requests: results by idempotency key, and one writer at a time on a ticket. */
export interface WriteGuard {
  /**
   * Runs a write once for an account's key: a repeat, at the same time or later, gets the first result. A write that
   * failed before RT can have seen it is forgotten and may be tried again.
   * @throws InvalidInputError when the key was used for another input
   */
  once<T>(write: KeyedWrite<T>): Promise<T>;
  /**
   * Runs with no other write on the same tickets, in this process or in another one that shares its state. `run` hears
   * which these are: a number that is known to lead to another ticket since a merge stands for that one.
   * @throws the signal's reason when it goes off before it is this write's turn, OverloadedError when too many writes of
   * the same caller wait for one of the tickets
   */
  alone<T>(
    tickets: readonly number[],
    writer: Writer,
    run: (locked: ReadonlySet<number>) => Promise<T>,
  ): Promise<T>;
  /** RT has shown ticket `id` for another number. */
  learnMerge(number: number, id: number): void;
  /** Whether a write of this process is running on the ticket, or waits for one. */
  isBusy(ticket: number): boolean;
}

/** An operation that writes. */
export interface Writer {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Whose it is. */
  owner(): string;
}

/** A write under an idempotency key. Its result is kept as JSON. */
export interface KeyedWrite<T> {
  readonly account: string;
  readonly key: string;
  readonly input: unknown;
  readonly run: () => Promise<T>;
  /** What is kept of a result, as up to so many bytes of JSON; a longer one is unknown to a repeat. All of it by default. */
  readonly kept?: (result: T, maxBytes: number) => T;
  /** The result where nobody can know what the first request came to, or not before `signal` goes off. */
  readonly unknown: () => T;
  /** Ends the wait for the first request. */
  readonly signal: AbortSignal;
}
