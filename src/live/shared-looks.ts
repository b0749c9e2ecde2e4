import type { FoundItem } from './look.js';

/** What one look has found, as it is told to other processes. Instants are RT's clock, in milliseconds. */
export interface ToldLook {
  /** Names it in all processes. */
  readonly id: string;
  /** The looks that whoever looked had heard since their last own one, and that one: whoever lacks one has missed something. */
  readonly after: readonly string[];
  /** From when on changes were looked for. */
  readonly since: number;
  /** When it began. */
  readonly start: number;
  readonly items: readonly FoundItem[];
  /** The lists of matches that were made just before it, by the keys of their searches. */
  readonly lists: readonly ToldList[];
}

/** The tickets that a search matched. */
export interface ToldList {
  readonly search: string;
  /** Undefined where they were too many to follow. */
  readonly tickets: readonly number[] | undefined;
  /** How long before it was told it began, in milliseconds. */
  readonly ageMs: number;
}

/** Looks that several processes share: what one finds for an account, the others need not look for. */
export interface SharedLooks {
  /**
   * Whether this process is to look for an account now, and no other one for so long; looks because of a nudge take turns
   * of their own. True where nobody can be asked.
   */
  mayLook(account: string, turn: 'regular' | 'hurried', ms: number): Promise<boolean>;
  tell(account: string, look: ToldLook): void;
  /**
   * The answer to a question about an account that all processes have: the first one to come asks, and the others take its
   * answer. Who waits for it stops with the signal.
   */
  once(
    account: string,
    question: string,
    ask: () => Promise<readonly number[]>,
    signal: AbortSignal,
  ): Promise<readonly number[]>;
  /** Hears what other processes find for an account until the function it returns is called. */
  hear(account: string, take: (look: ToldLook) => void): () => void;
}

/** One process looks for itself. */
export const alone: SharedLooks = {
  mayLook: () => Promise.resolve(true),
  tell: () => undefined,
  once: (_account, _question, ask) => ask(),
  hear: () => () => undefined,
};
