import { InvalidInputError } from '../rt/errors.js';
import {
  anchorCount,
  type Cursor,
  givenCursor,
  readCursor,
  scopeOf,
  writeCursor,
} from './cursor.js';

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
export class PageItem<T> {
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

/** Items of a page without first and last, where the server allows that many. */
export const defaultSize = 25;
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
  const scope = scopeOf(options.scope);
  const placeOf = (cursor: string | undefined) =>
    cursor === undefined ? undefined : place(list, readCursor(cursor, scope), options);
  const { start, stop } = rangeOf(args, options, list.length, {
    from: placeOf(givenCursor(args.after))?.after,
    to: placeOf(givenCursor(args.before))?.at,
  });
  return {
    items: list
      .slice(start, stop)
      .map((value, at) => new PageItem(value, () => writeCursor(scope, list, start + at))),
    totalCount: list.length,
    hasNextPage: stop < list.length,
    hasPreviousPage: start > 0,
  };
}

/** Where a page starts and stops in a list, from the places of its cursors. */
export function rangeOf(
  { first, last }: PageArgs,
  { maxPageSize }: PageOptions,
  length: number,
  {
    from = 0,
    to = length,
  }: { readonly from?: number | undefined; readonly to?: number | undefined },
): { readonly start: number; readonly stop: number } {
  const end = Math.max(from, to);
  return last == null
    ? { start: from, stop: Math.min(end, from + (first ?? Math.min(defaultSize, maxPageSize))) }
    : { start: Math.max(from, end - last), stop: end };
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
  const scope = scopeOf(options.scope);
  const idOf = (text: string | null | undefined) => {
    const cursor = givenCursor(text);
    return cursor === undefined ? undefined : readCursor(cursor, scope).anchors.at(-1);
  };
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
  const scope = scopeOf(options.scope);
  return {
    items: items.map((value) => new PageItem(value, () => writeCursor(scope, [value], 0))),
    totalCount: rest.totalCount,
    hasNextPage: stretch.fromEnd ? stretch.beforeId !== undefined : rest.more,
    hasPreviousPage: stretch.fromEnd ? rest.more : stretch.afterId !== undefined,
  };
}

/** Refuses cursors that are not of this list. @throws InvalidInputError */
export function checkCursors({ after, before }: PageArgs, { scope }: PageOptions): void {
  for (const text of [after, before]) {
    const cursor = givenCursor(text);
    if (cursor !== undefined) readCursor(cursor, scopeOf(scope));
  }
}

/** Refuses sizes before anything is asked of RT. */
export function checkPageArgs({ first, last }: PageArgs, maxPageSize: number): void {
  if (first != null && last != null) {
    throw new InvalidInputError('Use either first or last, not both.');
  }
  for (const [name, size] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (size == null) continue;
    if (!Number.isInteger(size) || size < 0 || size > maxPageSize) {
      throw new InvalidInputError(`${name} is ${size}. It must be from 0 to ${maxPageSize}.`, {
        limit: { name: 'MAX_PAGE_SIZE', allowed: maxPageSize, asked: size },
      });
    }
  }
}

/**
 * Where a cursor stands in the list as it is now: the index of its item (`at`) and the first index behind
 * it (`after`). When its item has left the list, or jumped because the order's key changed, the neighbours
 * that it remembers tell where it was.
 */
export function place(
  list: readonly { readonly id: number }[],
  cursor: Cursor,
  { byId }: Pick<PageOptions, 'byId'>,
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
