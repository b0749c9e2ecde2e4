/**
 * Parts of a ticket that RT shows on their own. Of its history all, or without its sentences all (`bareHistory`) or the
 * newest (`newestHistory`).
 */
export type TicketPart = 'links' | 'attachments' | 'history' | 'newestHistory' | 'bareHistory';

/** What a query wants of an object: columns, and parts that should come along in the same round trip. */
export interface Wanted {
  readonly keys: ReadonlySet<string>;
  /** The whole form, since custom fields that are not named can only be had that way. */
  readonly all: boolean;
  /** Some column can only be read with the caller's time zone. */
  readonly zoned: boolean;
  readonly parts: ReadonlySet<TicketPart>;
  /** What is wanted of the users and queues that columns name, by the columns' keys. */
  readonly of?: ReadonlyMap<string, Wanted>;
  /** What is wanted of the transactions of a `bareHistory`. */
  readonly items?: Wanted;
}

/** Nothing beyond what the parent already holds. */
export const nothing: Wanted = { keys: new Set(), all: false, zoned: false, parts: new Set() };

/** These columns and nothing else. */
export function wantColumns(
  ...columns: readonly { readonly key: string; readonly zoned: boolean }[]
): Wanted {
  return {
    keys: new Set(columns.map(({ key }) => key)),
    all: false,
    zoned: columns.some(({ zoned }) => zoned),
    parts: new Set(),
  };
}

/** All that either wants. */
export function wantBoth(a: Wanted, b: Wanted): Wanted {
  const items = a.items && b.items ? wantBoth(a.items, b.items) : (a.items ?? b.items);
  return {
    ...(items && { items }),
    keys: new Set([...a.keys, ...b.keys]),
    all: a.all || b.all,
    zoned: a.zoned || b.zoned,
    parts: new Set([...a.parts, ...b.parts]),
    of: ofBoth(a.of ?? new Map(), b.of ?? new Map()),
  };
}

function ofBoth(
  a: ReadonlyMap<string, Wanted>,
  b: ReadonlyMap<string, Wanted>,
): ReadonlyMap<string, Wanted> {
  const both = new Map(a);
  for (const [key, wanted] of b) {
    const other = a.get(key);
    both.set(key, other ? wantBoth(other, wanted) : wanted);
  }
  return both;
}

/** Whether nothing but this column is wanted, if that. */
export function wantsOnly({ keys, all }: Wanted, key: string): boolean {
  return !all && (keys.size === 0 || (keys.size === 1 && keys.has(key)));
}

/** Whether RT has to be asked at all. */
export function wantsNothing(wanted: Wanted): boolean {
  return wanted.keys.size === 0 && !wanted.all;
}
