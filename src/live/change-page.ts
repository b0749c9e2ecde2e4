import { fixedLimits } from '../limits.js';
import type { Loaders } from '../loaders/loaders.js';
import { eventsOf, type FeedEvent } from './events.js';
import { beginAt, type FeedState, type Sweep, settle, tell } from './feed-state.js';
import { type FoundItem, findItems, rtNow, updatedSince } from './look.js';

/** An event, and the state after it. */
export interface ToldEvent extends FeedEvent {
  readonly after: FeedState;
}

/** Some events of a search, and the state after all of them. */
export interface FeedPage {
  readonly events: readonly ToldEvent[];
  readonly state: FeedState;
  readonly hasMore: boolean;
}

/** What stands for now: nothing that is to be seen yet is told. */
export async function stateOfNow(load: Loaders): Promise<FeedState> {
  const now = await rtNow(load);
  const begun = beginAt(now);
  const items = await findItems(begun, await updatedSince(begun.since, load), load);
  return tell(
    begun,
    items.map(({ id }) => id),
    now,
  );
}

/** The changes of a search since a state, at most so many. */
export async function changesSince(
  state: FeedState,
  query: string,
  first: number,
  load: Loaders,
): Promise<FeedPage> {
  const start = await rtNow(load);
  const changed = await updatedSince(state.since, load);
  if (!state.sweep && changed.length <= fixedLimits.maxChangedTickets) {
    return fewChanges(state, changed, start, { query, first, load });
  }
  const sweep = state.sweep ?? (await beginSweep(state, load));
  return sweepOn({ ...state, sweep }, changed, { query, first, load });
}

interface Asked {
  readonly query: string;
  readonly first: number;
  readonly load: Loaders;
}

/** All changes at once, by their numbers. */
async function fewChanges(
  state: FeedState,
  changed: readonly number[],
  start: number,
  { query, first, load }: Asked,
): Promise<FeedPage> {
  const items = await findItems(state, changed, load);
  const events = eventsOf(items, await matchesOf({ items, since: state.since }, query, load));
  const told = events.slice(0, first).map((event) => ({
    ...event,
    after: tell(state, numbersUpTo(items, event.item), start),
  }));
  if (told.length < events.length) {
    return { events: told, state: told.at(-1)?.after ?? state, hasMore: true };
  }
  const all = tell(
    state,
    items.map(({ id }) => id),
    start,
  );
  return { events: told, state: settle(all, start), hasMore: false };
}

function numbersUpTo(items: readonly FoundItem[], last: number): readonly number[] {
  return items.flatMap(({ id }) => (id <= last ? [id] : []));
}

/**
 * Which tickets with changes a search finds. Asked after the changes were found: a ticket that comes to match in between
 * is told again, where one that was asked for too early would be told as gone for good.
 */
export async function matchesOf(
  { items, since }: { readonly items: readonly FoundItem[]; readonly since: number },
  query: string,
  load: Loaders,
): Promise<ReadonlySet<number>> {
  if (items.every(({ means }) => means === 'nothing')) return new Set();
  // RT counts back from when it reads this, which may be long after it was sent; what is too much is not told.
  return new Set(await updatedSince(since - fixedLimits.maxCommitMs, load, query));
}

/**
 * Many tickets have changed since, so they are gone through by number, each with all its changes. What changes meanwhile
 * is told after that. Transactions up to a number that was to be seen when it began need not be remembered.
 */
async function beginSweep(state: FeedState, load: Loaders): Promise<Sweep> {
  const start = await rtNow(load);
  const newest = await load.ticketsUpdated(
    { since: new Date(state.since), until: new Date(start - fixedLimits.maxCommitMs) },
    { orderBy: '-LastUpdated' },
  );
  const sample = newest.slice(0, fixedLimits.maxSweepSample);
  const histories = await Promise.all(sample.map((ticket) => load.history(ticket)));
  const upTo = Math.max(state.floor, ...histories.map((lines) => lines.at(-1)?.id ?? 0));
  return { start, upTo, ticket: 0, item: 0 };
}

async function sweepOn(
  state: FeedState & { readonly sweep: Sweep },
  changed: readonly number[],
  asked: Asked,
): Promise<FeedPage> {
  const { first, load, query } = asked;
  const { sweep } = state;
  const rest = changed.filter((ticket) =>
    sweep.item > 0 ? ticket >= sweep.ticket : ticket > sweep.ticket,
  );
  const tickets = rest.slice(0, fixedLimits.maxChangedTickets);
  const found = await findItems(state, tickets, load);
  const items = found
    .filter(({ ticket, id }) => ticket !== sweep.ticket || id > sweep.item)
    .sort((a, b) => a.ticket - b.ticket || a.id - b.id);
  const matches = await matchesOf({ items, since: state.since }, query, load);
  const events: ToldEvent[] = [];
  let reached = state;
  for (const event of eventsOf(items, matches)) {
    if (events.length === first) return { events, state: reached, hasMore: true };
    reached = after(state, items, event.ticket, event.item);
    events.push({ ...event, after: reached });
  }
  const last = tickets.at(-1) ?? sweep.ticket;
  const done = after(state, items, last, Number.POSITIVE_INFINITY);
  if (rest.length > tickets.length) return { events, state: done, hasMore: true };
  const { sweep: _, ...whole } = done;
  const settled = settle({ ...whole, floor: Math.max(state.floor, sweep.upTo) }, sweep.start);
  return { events, state: settled, hasMore: true };
}

/** The state after the changes of a sweep up to one. */
function after(
  state: FeedState & { readonly sweep: Sweep },
  items: readonly FoundItem[],
  ticket: number,
  item: number,
): FeedState & { readonly sweep: Sweep } {
  const { sweep } = state;
  const told = items.filter(
    (one) =>
      one.id > sweep.upTo && (one.ticket < ticket || (one.ticket === ticket && one.id <= item)),
  );
  const numbers = told.map(({ id }) => id);
  const isDone = item === Number.POSITIVE_INFINITY;
  return {
    ...tell(state, numbers, sweep.start),
    sweep: { ...sweep, ticket, item: isDone ? 0 : item },
  };
}
