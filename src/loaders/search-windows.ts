import { fixedLimits } from '../limits.js';
import type { Upstream } from '../rt/port.js';

/**
 * The first window of a page, in ticket numbers: RT finds two thousand matches in 0.1 s, and how many there are
 * tells how wide the next one may be.
 */
const firstOfPage = 2000;

/** Ticket numbers between two ends, neither of them included. */
export interface Stretch {
  readonly above: number;
  /** Absent: up to tickets that are yet to be made. */
  readonly below: number | undefined;
}

/** Matches of a search by number, in the direction of the walk, and whether it ended before the stretch did. */
export interface Walked {
  readonly ids: readonly number[];
  readonly cut: boolean;
}

/**
 * Walks the matches of a search in windows of ticket numbers until enough are found. RT has no limit on a
 * search: it makes an object of every match, 100,000 in 5 s, and keeps their memory.
 */
export async function walk(
  upstream: Upstream,
  query: string,
  stretch: Stretch,
  { downwards, enough }: { readonly downwards: boolean; readonly enough: number },
): Promise<Walked> {
  const ids: number[] = [];
  let { above, below } = stretch;
  let width = firstOfPage;
  let top = (await upstream.manyTickets()) + 1;
  // Going up, the newest ticket does not matter until a window comes near it.
  if (downwards || above + width >= top) top = (await upstream.newestTicket()) + 1;
  top = Math.max(top, above + 1);
  for (;;) {
    const span = Math.max(0, (below ?? top) - above - 1);
    const last = span <= width;
    const window: Stretch = last
      ? { above, below }
      : downwards
        ? { above: (below ?? top) - 1 - width, below }
        : { above, below: above + width + 1 };
    const found = await upstream.searchTickets(within(query, window), downwards ? '-id' : '+id');
    for (const id of found) ids.push(id);
    if (ids.length >= enough) return { ids: ids.slice(0, enough), cut: true };
    if (last) return { ids, cut: false };
    top = Math.max(top, (await upstream.newestTicket()) + 1);
    if (downwards) below = window.above + 1;
    else above = (window.below ?? top) - 1;
    // With some to spare, since matches are not spread evenly.
    const wanted = Math.min(fixedLimits.maxMatches, 4 * (enough - ids.length));
    const widest = Math.max(fixedLimits.maxPageMatches, Math.ceil(top / fixedLimits.maxWindows));
    width = Math.min(widest, nextWidth(found.length, width, wanted));
  }
}

/** Windows asked at once: RT serves one request of each of a caller's two sessions. */
const lanes = 2;

/**
 * All matches of a search, ascending. Few matches among the oldest say little about the newest, so no window may
 * hold too many.
 */
export async function walkAll(upstream: Upstream, query: string): Promise<readonly number[]> {
  const newest = await upstream.newestTicket();
  const width = Math.max(fixedLimits.maxMatches, Math.ceil(newest / fixedLimits.maxWindows));
  const windows: Stretch[] = [];
  for (let above = 0; ; above += width) {
    const last = above + width >= newest;
    windows.push({ above, below: last ? undefined : above + width + 1 });
    if (last) break;
  }
  const found: (readonly number[])[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let window = windows[next]; window; window = windows[next]) {
      const at = next++;
      try {
        found[at] = await upstream.searchTickets(within(query, window), '+id');
      } catch (error) {
        next = windows.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found.flat();
}

/**
 * As wide as may hold so many matches if they go on as densely, and no more than eight times as wide as before:
 * a gap says little about what comes after it.
 */
function nextWidth(matches: number, width: number, wanted: number): number {
  const enough = Math.floor((wanted * width) / (matches + 1));
  return Math.min(8 * width, Math.max(firstOfPage, enough));
}

function within(query: string, { above, below }: Stretch): string {
  const ends = [
    ...(above > 0 ? [`id > ${above}`] : []),
    ...(below === undefined ? [] : [`id < ${below}`]),
  ];
  return [`(${query})`, ...ends].join(' AND ');
}
