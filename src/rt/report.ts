/** How much of a write was done. */
export type Outcome = 'APPLIED' | 'PARTIAL' | 'REJECTED' | 'UNCHANGED';

/** Why a value was not written, for programs. */
export type RefusalCode =
  | 'INVALID'
  | 'REQUIRED'
  | 'UNKNOWN_FIELD'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'ALREADY_OWNED'
  | 'BLOCKED_BY_DEPENDENCIES'
  | 'TOO_LARGE'
  | 'RT_REFUSED'
  | 'UNKNOWN_OUTCOME';

/** One value that was not written, and why. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For a person. */
  readonly message: string;
  /** Where the value is among the values that were to be written; empty when it is all of them. */
  readonly path: readonly string[];
  /** RT's own words, free of secrets and server paths. */
  readonly rtMessage?: string | undefined;
}

/** What became of a write, found out by reading back. */
export interface WriteReport {
  /**
   * APPLIED: stored as meant. UNCHANGED: there was nothing to change. REJECTED: nothing differs from before. PARTIAL:
   * everything else, also where the truth cannot be known.
   */
  readonly outcome: Outcome;
  readonly refusals: readonly Refusal[];
  /** RT's messages, in order. */
  readonly messages: readonly string[];
  /** The object written to, a merged ticket's survivor; undefined when the caller may not see one. */
  readonly id?: number | undefined;
  /** The transaction that a comment or reply made. */
  readonly transaction?: number | undefined;
}

/** What became of changes to many tickets. */
export interface ManyReport {
  readonly messages: readonly string[];
  /** One per ticket, in the order asked. */
  readonly reports: readonly WriteReport[];
}

/** Nothing was done, and why. */
export function rejected(refusals: readonly Refusal[], id?: number): WriteReport {
  return { outcome: 'REJECTED', refusals, messages: [], id };
}

/** The same report, whose values are found at a path of what encloses them. */
export function reportBelow(path: readonly string[], report: WriteReport): WriteReport {
  const refusals = report.refusals.map((one) => ({ ...one, path: [...path, ...one.path] }));
  return { ...report, refusals };
}
