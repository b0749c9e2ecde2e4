import type { Answer } from '../../support/graphql/ask.js';
import type { Fixture } from './fixture.js';
import type { RtCaller, Verdict } from './rights-in-rt.js';

/** One line of the rights table: a field of the schema asked about one thing. */
export interface ReadRow {
  /** Type and field, as in the schema. */
  readonly field: `${string}.${string}`;
  /** What it is asked about. */
  readonly of: string;
  readonly query: string;
  readonly variables?: (fixture: Fixture) => Readonly<Record<string, unknown>>;
  /** The same question about something that does not exist: a caller who sees neither reads the same. */
  readonly missing?: Readonly<Record<string, unknown>>;
  /** The part of our data that RT's answer is held against. */
  readonly ours: (data: Answer['data'], answer: Answer) => unknown;
  /** What RT answers the same caller over REST 1.0. */
  readonly rts: (rt: RtCaller, fixture: Fixture) => Promise<Verdict>;
}

/** Which ticket a row is about. */
export const places = {
  'in a queue that some may see': 'open',
  'in a hidden queue': 'hidden',
} as const;
export type Place = (typeof places)[keyof typeof places];

/** A row for each of the two tickets. */
export function inBoth(row: (place: Place, of: string) => ReadRow): readonly ReadRow[] {
  return Object.entries(places).map(([of, place]) => row(place, of));
}

/** RT prints nothing where we say null. */
export const orNull = (text: string | undefined): string | null => text || null;
