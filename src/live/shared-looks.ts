import type { FoundItem } from './look.js';

/** What one look has found, as it is told to other processes. Instants are RT's clock, in milliseconds. */
export interface ToldLook {
  /** From when on changes were looked for. */
  readonly since: number;
  /** When it began. */
  readonly start: number;
  readonly items: readonly FoundItem[];
}

/** Looks that several processes share: what one finds for an account, the others need not look for. */
export interface SharedLooks {
  /** Whether this process is to look for an account now, and no other one for so long. True where nobody can be asked. */
  mayLook(account: string, ms: number): Promise<boolean>;
  tell(account: string, look: ToldLook): void;
  /** Hears what other processes find for an account until the function it returns is called. */
  hear(account: string, take: (look: ToldLook) => void): () => void;
}

/** One process looks for itself. */
export const alone: SharedLooks = {
  mayLook: () => Promise.resolve(true),
  tell: () => undefined,
  hear: () => () => undefined,
};
