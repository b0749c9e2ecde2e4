/** What mutations share over requests: results by idempotency key, and one writer at a time on a ticket. */
export interface WriteGuard {
  /**
   * Runs a write once for a caller's key: a repeat, at the same time or later, gets the first result. A write
   * that failed before RT can have seen it is forgotten and may be tried again.
   * @throws InvalidInputError when the key was used for another input
   */
  once<T>(
    caller: string,
    key: string | null | undefined,
    input: unknown,
    run: () => Promise<T>,
  ): Promise<T>;
  /** Runs with no other write of this process on the same tickets. */
  alone<T>(tickets: readonly number[], run: () => Promise<T>): Promise<T>;
  /** Whether a write of this process is running on the ticket, or waits for one. */
  isBusy(ticket: number): boolean;
}
