import { fixedLimits } from '../limits.js';
import type { Loaders } from '../loaders/loaders.js';
import { transactionColumns as c } from '../rt/columns/transaction.js';
import { orNull } from '../rt/or-null.js';
import { wantColumns } from '../rt/wanted.js';
import { type FeedState, isUntold } from './feed-state.js';

/** A transaction that is new to a feed. */
export interface FoundItem {
  readonly ticket: number;
  readonly id: number;
  /** What it is to a list of tickets: the ticket's first one, a change, or nothing of the ticket's own. */
  readonly means: 'created' | 'changed' | 'nothing';
  /** Other tickets may have been merged into this one. */
  readonly merges: boolean;
}

/** What RT records beside a change: the mails it sent. */
const mails: ReadonlySet<string> = new Set(['EmailRecord', 'CommentEmailRecord']);

/** Transactions of which RT is asked at once, where their numbers do not tell how old they are. */
const chunk = 20;

const wanted = wantColumns(c.ticket, c.type, c.field, c.created);

/** The untold transactions of tickets, by number. Tickets that are hidden or gone have none. */
export async function findItems(
  state: FeedState,
  tickets: readonly number[],
  load: Loaders,
): Promise<readonly FoundItem[]> {
  const histories = await Promise.all(
    tickets.map(async (ticket) => ({ ticket, ids: await itemsOf(ticket, state.floor, load) })),
  );
  const found = await Promise.all(
    histories.map(async ({ ticket, ids }) => {
      const untold = ids.filter((id) => isUntold(state, id));
      return state.floor > 0
        ? readItems(ticket, untold, load)
        : madeSince(state.from, ticket, untold, load);
    }),
  );
  const items = found.flat().map(({ item }) => item);
  return items.sort((a, b) => a.id - b.id);
}

/** A ticket's transactions, oldest first; those up to `floor` may be left out. */
async function itemsOf(ticket: number, floor: number, load: Loaders): Promise<readonly number[]> {
  // Without a floor it is not known where to stop.
  const news = floor > 0 ? await load.itemsAfter(ticket, floor, wanted.keys) : undefined;
  if (news) return news;
  const lines = (await orNull(load.history(ticket))) ?? [];
  return lines.map(({ id }) => id);
}

/** The newest transactions of a ticket back to an instant; their numbers say nothing about it. */
async function madeSince(from: number, ticket: number, ids: readonly number[], load: Loaders) {
  const all: Dated[] = [];
  for (let end = ids.length; end > 0; end -= chunk) {
    const some = await readItems(ticket, ids.slice(Math.max(0, end - chunk), end), load);
    const made = some.filter(({ created }) => created >= from);
    all.push(...made);
    if (made.length < some.length) break;
  }
  return all;
}

interface Dated {
  readonly item: FoundItem;
  readonly created: number;
}

async function readItems(
  ticket: number,
  ids: readonly number[],
  load: Loaders,
): Promise<readonly Dated[]> {
  const items = await Promise.all(
    ids.map((id) => orNull(load.object.knownTransaction(id, wanted))),
  );
  return items.flatMap((item, at) => {
    const id = ids[at];
    // Gone since the history was read.
    if (!item || id === undefined) return [];
    const type = item.read(c.type);
    const field = item.read(c.field) ?? '';
    const merges = type === 'AddLink' && /merge/i.test(field);
    // What was merged into a ticket brings its own first transaction along.
    const isOwn = item.read(c.ticket) === ticket;
    return [
      {
        item: { ticket, id, means: meaningOf(type, field, isOwn), merges },
        created: item.read(c.created)?.getTime() ?? 0,
      },
    ];
  });
}

function meaningOf(type: string, field: string, isOwn: boolean): FoundItem['means'] {
  if (type === 'Create') return isOwn ? 'created' : 'changed';
  // RT 5 writes it beside the change of the owner.
  if (type === 'SetWatcher' && field === 'Owner') return 'nothing';
  return mails.has(type) ? 'nothing' : 'changed';
}

/** The tickets that were updated since an instant of RT's clock and that a search finds; of all without one. */
export function updatedSince(
  since: number,
  load: Loaders,
  query?: string,
): Promise<readonly number[]> {
  // RT reads the instant some time after it is sent, and its dates have no parts of seconds.
  return load.ticketsUpdated(
    { since: new Date(since - fixedLimits.maxLookDelayMs) },
    { query, orderBy: '+id' },
  );
}

/** RT's clock now. */
export async function rtNow(load: Loaders): Promise<number> {
  return (await load.identity()).zone.rtNow;
}
