/** What is known of a write under an idempotency key. */
export interface KeyRecord {
  /** Tells whether another submit is the same write. */
  readonly fingerprint: string;
  /** When the write began, in milliseconds since 1970. */
  readonly since: number;
  /** What it came to, sealed; absent while it runs. */
  readonly result?: string;
  /** The result was lost: the process that wrote has ended, or there was no room to keep the result. */
  readonly isLost?: boolean;
}

/** An idempotency key, as hashes: no store sees an account's name or what a client wrote. */
export interface KeyName {
  readonly account: string;
  readonly key: string;
}

/** Where the results of writes are kept by idempotency key, each for a day from its begin. */
export interface KeyStore {
  /**
   * Claims a key for a write. Resolves once that will outlast whatever the store outlasts: undefined, and the write may
   * be sent; or what is known of the key, and it may not.
   * @throws RateLimitedError for an account with too many keys or too large results, OverloadedError where the key cannot
   * be kept
   */
  begin(name: KeyName, fingerprint: string): Promise<KeyRecord | undefined>;
  /** Keeps what the write came to, or that it is lost where its result is absent or there is no room for it. */
  end(name: KeyName, record: KeyRecord): Promise<void>;
  /** Gives a key back whose write RT cannot have seen. */
  forget(name: KeyName): Promise<void>;
  /** What is known of a key by now. */
  find(name: KeyName): Promise<KeyRecord | undefined>;
  close(): Promise<void>;
}
