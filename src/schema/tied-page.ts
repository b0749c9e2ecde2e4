import { type Cursor, givenCursor, readCursor, scopeOf, writeCursor } from './cursor.js';
import {
  checkPageArgs,
  type Page,
  type PageArgs,
  PageItem,
  type PageOptions,
  place,
  rangeOf,
} from './page.js';

type Ids = readonly number[];

/** What a list is sorted by, as far as RT can be asked. */
export interface SortKeys {
  /** The keys of some items, by id; items that cannot be read have none. */
  of(ids: Ids): Promise<ReadonlyMap<number, string>>;
  /** All items of the list with this key, or undefined where RT cannot be asked for them. */
  equal(key: string): Promise<Ids | undefined>;
  /** All items of the list that stand before this key, or undefined where RT cannot be asked for them. */
  before(key: string): Promise<Ids | undefined>;
}

interface Found {
  readonly id: number;
}

/**
 * One page of a list that RT has sorted by a key other than the id. Databases leave items of one key in any order, and
 * in another one each time, so the layer sorts those by id, and a page starts behind its cursor's key and id wherever
 * RT has put them now. Only items around the page's ends are asked for their keys.
 *
 * @param ids the whole list in RT's order
 * @throws InvalidInputError for sizes and cursors that are not allowed
 */
export async function tiedPage(
  ids: Ids,
  args: PageArgs,
  options: PageOptions,
  keys: SortKeys,
): Promise<Page<Found>> {
  checkPageArgs(args, options.maxPageSize);
  const scope = scopeOf(options.scope);
  const cursorOf = (text: string | null | undefined) => {
    const given = givenCursor(text);
    return given === undefined ? undefined : readCursor(given, scope);
  };
  const [after, before] = [cursorOf(args.after), cursorOf(args.before)];
  const [behind, ahead] = await Promise.all([spotOf(after, ids, keys), spotOf(before, ids, keys)]);
  let list = arrange(arrange(ids, behind?.ties), ahead?.ties);
  const range = () =>
    rangeOf(args, options, list.length, { from: behind?.after(list), to: ahead?.at(list) });

  let { start, stop } = range();
  // One item beyond each end tells whether items of one key stand on both sides of it.
  let known = await keys.of(list.slice(Math.max(0, start - 1), stop + 1));
  const asked = start < stop ? doubtfulKeys(list, known, { start, stop }) : [];
  if (asked.length > 0) {
    const ties = await Promise.all(asked.map((key) => keys.equal(key)));
    for (const group of ties) list = arrange(list, group);
    ({ start, stop } = range());
    known = await keys.of(list.slice(start, stop));
  }
  const items = sortSame(list.slice(start, stop), known).map((id) => ({ id }));
  let placed: readonly Found[] | undefined;
  const context = () => {
    placed ??= [...list.slice(0, start).map((id) => ({ id })), ...items];
    return placed;
  };
  return {
    items: items.map(
      (value, at) =>
        new PageItem(value, () =>
          writeCursor(scope, context(), start + at, { key: known.get(value.id) }),
        ),
    ),
    totalCount: list.length,
    hasNextPage: stop < list.length,
    hasPreviousPage: start > 0,
  };
}

/** Where a cursor stands in a list that has been arranged by its ties. */
interface Spot {
  readonly ties: Ids | undefined;
  readonly at: (list: Ids) => number;
  readonly after: (list: Ids) => number;
}

async function spotOf(
  cursor: Cursor | undefined,
  ids: Ids,
  keys: SortKeys,
): Promise<Spot | undefined> {
  if (cursor === undefined) return undefined;
  const own = cursor.anchors.at(-1) ?? 0;
  const ties = cursor.key === undefined ? undefined : await keys.equal(cursor.key);
  const run = runAt(ids, ties, own, cursor.index);
  if (run !== undefined) {
    const members = new Set(run);
    const first = (list: Ids) => list.findIndex((id) => members.has(id));
    const end = (list: Ids) => list.findLastIndex((id) => members.has(id)) + 1;
    const next = (list: Ids) => list.findIndex((id) => members.has(id) && id >= own);
    const passed = (list: Ids) => list.findLastIndex((id) => members.has(id) && id <= own) + 1;
    return {
      ties,
      at: (list) => (next(list) < 0 ? end(list) : next(list)),
      after: (list) => (passed(list) > 0 ? passed(list) : first(list)),
    };
  }
  // Its item and all that shared its key have moved or gone.
  const earlier = cursor.key === undefined ? undefined : await keys.before(cursor.key);
  if (earlier !== undefined) {
    const passed = new Set(earlier);
    const index = (list: Ids) => list.findLastIndex((id) => passed.has(id)) + 1;
    return { ties: undefined, at: index, after: index };
  }
  const placed = (list: Ids) =>
    place(
      list.map((id) => ({ id })),
      cursor,
      {},
    );
  return { ties: undefined, at: (list) => placed(list).at, after: (list) => placed(list).after };
}

/** The list with the items of one key by id, wherever RT has put some of them next to each other. */
function arrange(list: Ids, ties: Ids | undefined): Ids {
  const arranged = [...list];
  for (const [start, end] of runsOf(list, ties)) {
    const run = list.slice(start, end).sort((a, b) => a - b);
    arranged.splice(start, end - start, ...run);
  }
  return arranged;
}

/**
 * Stretches of a list that are of one key. There is one, unless RT's search takes for equal what its order does not:
 * letters in upper and lower case.
 */
function runsOf(list: Ids, ties: Ids | undefined): readonly (readonly [number, number])[] {
  const group = new Set(ties);
  const runs: [number, number][] = [];
  list.forEach((id, at) => {
    if (!group.has(id)) return;
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  });
  return runs;
}

/** The stretch that an item is in, or would be. */
function runAt(list: Ids, ties: Ids | undefined, own: number, index: number): Ids | undefined {
  const at = list.indexOf(own);
  const runs = runsOf(list, ties);
  const holding = runs.find(([start, end]) => start <= at && at < end);
  const far = ([start, end]: readonly [number, number]) =>
    index < start ? start - index : Math.max(0, index - end);
  const [start, end] = holding ?? runs.toSorted((a, b) => far(a) - far(b))[0] ?? [0, 0];
  return start < end ? list.slice(start, end) : undefined;
}

/**
 * Keys of neighbours that RT may take for one key: those on both sides of a page's end, and those within the page that
 * differ by more than the case of ASCII letters. Which other letters are equal only RT's database knows, so it is asked.
 */
function doubtfulKeys(
  list: Ids,
  known: ReadonlyMap<number, string>,
  { start, stop }: { readonly start: number; readonly stop: number },
): readonly string[] {
  const doubtful = new Set<string>();
  for (let at = Math.max(1, start); at <= Math.min(stop, list.length - 1); at++) {
    const [a, b] = [known.get(list[at - 1] ?? 0), known.get(list[at] ?? 0)];
    if (a === undefined || b === undefined || loosely(a) !== loosely(b)) continue;
    if (asciiLower(a) !== asciiLower(b)) doubtful.add(a).add(b);
    else if (at === start || at === stop) doubtful.add(b);
  }
  return [...doubtful];
}

/** Items next to each other by id, where their keys are one in every database. */
function sortSame(ids: Ids, keys: ReadonlyMap<number, string>): Ids {
  const sorted: number[] = [];
  let run: number[] = [];
  let last: string | undefined;
  for (const id of ids) {
    const key = keys.get(id);
    const folded = key === undefined ? undefined : asciiLower(key);
    if (folded === undefined || folded !== last) {
      sorted.push(...run.sort((a, b) => a - b));
      run = [];
    }
    run.push(id);
    last = folded;
  }
  return [...sorted, ...run.sort((a, b) => a - b)];
}

/** A key without what no search of RT makes a difference of. */
function asciiLower(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * A key without what one database or another makes no difference of: case (SQLite of ASCII letters alone), accents,
 * widths, and blanks at the end.
 */
function loosely(key: string): string {
  return key.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();
}
