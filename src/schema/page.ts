import { createHash } from 'node:crypto';
import { InvalidInputError } from '../rt/errors.js';

/** Relay's four arguments, as a client sent them. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A slice of a list. Items are what a connection's nodes are loaded from. */
export interface Page<T> {
  readonly items: readonly PageItem<T>[];
  /** A function where the total was not needed to make the page. */
  readonly totalCount: number | (() => Promise<number>);
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** An item of a page. */
class PageItem<T> {
  readonly value: T;
  readonly #writeCursor: () => string;

  constructor(value: T, writeCursor: () => string) {
    this.value = value;
    this.#writeCursor = writeCursor;
  }

  /** Written when it is asked for: most queries select no cursors. */
  get cursor(): string {
    return this.#writeCursor();
  }
}

/** What a page is cut from. */
export interface PageOptions {
  readonly maxPageSize: number;
  /** What the list is, e.g. a query and its order: a cursor of another list is refused. */
  readonly scope: string;
  /** Set where the list is sorted by id, so that a cursor holds even when its own item has left the list. */
  readonly byId?: 'ascending' | 'descending' | undefined;
}

const defaultSize = 25;
/** How many neighbours a cursor remembers, to find its place again when items moved. */
const anchorCount = 4;

/**
 * One page over a list that is known whole, as RT's searches are: RT has no paging, but ids are cheap.
 * @throws InvalidInputError for sizes and cursors that are not allowed; nothing is clamped
 */
export function pageOf<T extends { readonly id: number }>(
  list: readonly T[],
  args: PageArgs,
  options: PageOptions,
): Page<T> {
  checkPageArgs(args, options.maxPageSize);
  const scope = scopeOf(options);
  const from = args.after == null ? 0 : place(list, readCursor(args.after, scope), options).after;
  const to =
    args.before == null ? list.length : place(list, readCursor(args.before, scope), options).at;
  const end = Math.max(from, to);
  const start = args.last == null ? from : Math.max(from, end - args.last);
  const stop =
    args.last == null
      ? Math.min(end, from + (args.first ?? Math.min(defaultSize, options.maxPageSize)))
      : end;
  return {
    items: list
      .slice(start, stop)
      .map((value, at) => new PageItem(value, () => writeCursor(scope, list, start + at))),
    totalCount: list.length,
    hasNextPage: stop < list.length,
    hasPreviousPage: start > 0,
  };
}

/** The part of a list sorted by id that one page needs: ids behind one cursor and before another. */
export interface PageStretch {
  readonly afterId: number | undefined;
  readonly beforeId: number | undefined;
  readonly size: number;
  readonly fromEnd: boolean;
}

/** What a page asks of a list sorted by id that is better not read whole. @throws InvalidInputError */
export function stretchOf(args: PageArgs, options: PageOptions): PageStretch {
  checkPageArgs(args, options.maxPageSize);
  const scope = scopeOf(options);
  const idOf = (cursor: string | null | undefined) =>
    cursor == null ? undefined : readCursor(cursor, scope).anchors.at(-1);
  return {
    afterId: idOf(args.after),
    beforeId: idOf(args.before),
    size: args.last ?? args.first ?? Math.min(defaultSize, options.maxPageSize),
    fromEnd: args.last != null,
  };
}

/** The page of a stretch, from its ids in the list's order and whether there are more beyond its open end. */
export function pageOfStretch<T extends { readonly id: number }>(
  items: readonly T[],
  stretch: PageStretch,
  options: PageOptions,
  rest: { readonly more: boolean; readonly totalCount: () => Promise<number> },
): Page<T> {
  const scope = scopeOf(options);
  return {
    items: items.map((value) => new PageItem(value, () => writeCursor(scope, [value], 0))),
    totalCount: rest.totalCount,
    hasNextPage: stretch.fromEnd ? stretch.beforeId !== undefined : rest.more,
    hasPreviousPage: stretch.fromEnd ? rest.more : stretch.afterId !== undefined,
  };
}

/** A list's mark in its cursors. */
type Scope = () => string;

function scopeOf({ scope }: PageOptions): Scope {
  let hash: string | undefined;
  return () => {
    hash ??= createHash('sha256').update(scope).digest('base64url').slice(0, 8);
    return hash;
  };
}

type Listed = readonly { readonly id: number }[];

/** Refuses sizes before anything is asked of RT. */
export function checkPageArgs({ first, last }: PageArgs, maxPageSize: number): void {
  if (first != null && last != null) {
    throw new InvalidInputError('Ask for first or for last, not for both.');
  }
  for (const [name, size] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (size == null) continue;
    if (!Number.isInteger(size) || size < 0 || size > maxPageSize) {
      throw new InvalidInputError(`${name} must be from 0 to ${maxPageSize}, and is ${size}.`, {
        limit: { name: 'MAX_PAGE_SIZE', allowed: maxPageSize, asked: size },
      });
    }
  }
}

interface Cursor {
  readonly index: number;
  /** Ids up to and with the cursor's own, which is last. */
  readonly anchors: readonly number[];
}

function writeCursor(scope: Scope, list: Listed, index: number): string {
  const anchors = list.slice(Math.max(0, index - anchorCount + 1), index + 1).map(({ id }) => id);
  return Buffer.from(JSON.stringify([1, scope(), index, ...anchors])).toString('base64url');
}

function readCursor(text: string, scope: Scope): Cursor {
  const parts = decode(text);
  const [version, of, index, ...anchors] = parts ?? [];
  if (version !== 1 || typeof of !== 'string' || !isCount(index) || anchors.length === 0) {
    throw new InvalidInputError('This is no cursor of this API.');
  }
  if (of !== scope()) {
    throw new InvalidInputError('This cursor belongs to another list or another order.');
  }
  const ids = anchors.filter(isCount);
  if (ids.length !== anchors.length || ids.length > anchorCount) {
    throw new InvalidInputError('This is no cursor of this API.');
  }
  return { index, anchors: ids };
}

function decode(text: string): readonly unknown[] | undefined {
  try {
    const bytes = Buffer.from(text, 'base64url');
    if (text.length > 200 || bytes.toString('base64url') !== text) return undefined;
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * Where a cursor stands in the list as it is now: the index of its item (`at`) and the first index behind
 * it (`after`). When its item has left the list, or jumped because the order's key changed, the neighbours
 * that it remembers tell where it was.
 */
function place(
  list: Listed,
  cursor: Cursor,
  { byId }: PageOptions,
): { readonly at: number; readonly after: number } {
  const ids = list.map(({ id }) => id);
  const own = cursor.anchors.at(-1) ?? 0;
  if (byId) {
    const past = (id: number) => (byId === 'ascending' ? id > own : id < own);
    const at = ids.findIndex((id) => id === own || past(id));
    if (at < 0) return { at: ids.length, after: ids.length };
    return { at, after: ids[at] === own ? at + 1 : at };
  }
  const last = cursor.anchors.length - 1;
  // Each neighbour still in the list says where the cursor's item would stand.
  const guesses = cursor.anchors
    .map((id, i) => ({ index: ids.indexOf(id), guess: ids.indexOf(id) + last - i }))
    .filter(({ index }) => index >= 0);
  const median = guesses.map(({ guess }) => guess).sort((a, b) => a - b)[guesses.length >> 1];
  if (median === undefined) {
    const at = Math.min(cursor.index, ids.length);
    return { at, after: at };
  }
  const near = guesses.filter(({ guess }) => Math.abs(guess - median) <= anchorCount);
  const after = Math.max(...near.map(({ index }) => index)) + 1;
  return { at: ids[after - 1] === own ? after - 1 : after, after };
}
