import DataLoader from 'dataloader';
import { fixedLimits } from '../limits.js';
import { transactionColumns } from '../rt/columns/transaction.js';
import { byId, historyOfType, ticketPart } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import type { HistoryLine } from '../rt/shown.js';
import { type Answer, covers } from '../rt/want.js';
import type { Wanted } from '../rt/wanted.js';
import type { ShowLoader } from './show-loader.js';

const beside = new WeakMap<Wanted, Wanted>();

/** What a query wants of a transaction beside what its line tells; the same object for all lines of a page. */
export function besideLine(wanted: Wanted): Wanted {
  const keys = new Set(wanted.keys);
  if (!keys.delete(transactionColumns.description.key)) return wanted;
  const rest = beside.get(wanted) ?? { ...wanted, keys };
  beside.set(wanted, rest);
  return rest;
}

/**
 * The numbers of a ticket's transactions, oldest first, many tickets in one request. RT filters one type a
 * request part, so several types are several parts. A history that is hidden is empty.
 */
export function createHistoryLoader(shows: ShowLoader) {
  return async (ticket: number, types?: readonly string[]): Promise<readonly HistoryLine[]> => {
    const specs = types?.map((type) => historyOfType(ticket, type)) ?? [
      ticketPart(ticket, 'history'),
    ];
    const forms = await Promise.all(specs.map((spec) => shows.load(spec, new Set())));
    const lines = new Map<number, HistoryLine>();
    for (const form of forms) {
      for (const line of form.history()) lines.set(line.id, line);
    }
    return [...lines.values()].sort((a, b) => a.id - b.id);
  };
}

/**
 * A ticket's history where one page of RT's newest transactions holds all of it: oldest first, their columns known,
 * without their sentences. Undefined where that is not so, or where so many tickets are asked for that one list of all
 * their histories is the better way; that is on its way then.
 */
export class BareHistories {
  readonly #upstream: Upstream;
  readonly #shows: ShowLoader;
  readonly #known = new Map<
    number,
    {
      readonly columns: ReadonlySet<string>;
      readonly lines: Promise<readonly HistoryLine[] | undefined>;
    }
  >();
  readonly #batch: DataLoader<
    { readonly ticket: number; readonly columns: ReadonlySet<string> },
    readonly HistoryLine[] | undefined
  >;

  constructor(upstream: Upstream, shows: ShowLoader) {
    this.#upstream = upstream;
    this.#shows = shows;
    this.#batch = new DataLoader(
      async (asked) => {
        const tickets = [...new Set(asked.map(({ ticket }) => ticket))];
        const columns = new Set(asked.flatMap((one) => [...one.columns]));
        const found = await this.#list(tickets, columns);
        return asked.map(({ ticket }) => found.get(ticket));
      },
      { cache: false },
    );
  }

  load(ticket: number, columns: ReadonlySet<string>): Promise<readonly HistoryLine[] | undefined> {
    const known = this.#known.get(ticket);
    if (known && covers(known.columns, columns)) return known.lines;
    const lines = this.#batch.load({ ticket, columns });
    this.#known.set(ticket, { columns, lines });
    // One that was started early, and that nobody reads in the end, must not count as an unhandled failure.
    lines.catch(() => undefined);
    return lines;
  }

  async #list(tickets: readonly number[], columns: ReadonlySet<string>) {
    const lines = new Map<number, readonly HistoryLine[]>();
    if (tickets.length > fixedLimits.maxBareHistories) {
      for (const ticket of tickets) {
        this.#shows.load(ticketPart(ticket, 'history'), new Set()).catch(() => undefined);
      }
      return lines;
    }
    const found = await this.#upstream.newestItems(tickets, fixedLimits.maxListed, columns);
    for (const [ticket, { ids, answers, isWhole }] of found) {
      know(this.#shows, answers);
      if (isWhole) lines.set(ticket, ids.map((id) => ({ id, description: '' })).reverse());
    }
    return lines;
  }

  clear(): void {
    this.#known.clear();
  }
}

function know(shows: ShowLoader, answers: ReadonlyMap<number, Answer>): void {
  for (const [id, { columns, shown }] of answers) {
    shows.know(byId('transaction', id), columns, shown);
  }
}

/** The transactions of tickets after one, many tickets together. Undefined where the whole history has to tell. */
export function createItemsAfterLoader(upstream: Upstream, shows: ShowLoader) {
  const after = new DataLoader<After, readonly number[] | undefined>(
    async (asked) => {
      const tickets = [...new Set(asked.map(({ ticket }) => ticket))];
      const last = Math.min(...asked.map((one) => one.last));
      const found = await upstream.itemsAfter(tickets, last, allColumns(asked));
      for (const { answers } of found.values()) know(shows, answers);
      return asked.map((one) => found.get(one.ticket)?.ids.filter((id) => id > one.last));
    },
    { cache: false },
  );
  return (ticket: number, last: number, columns: ReadonlySet<string>) =>
    after.load({ ticket, last, columns });
}

/** The columns of all that are asked for together. Most ask with the same set. */
function allColumns(asked: readonly { readonly columns: ReadonlySet<string> }[]): Set<string> {
  const sets = new Set(asked.map(({ columns }) => columns));
  return new Set([...sets].flatMap((set) => [...set]));
}

interface After {
  readonly ticket: number;
  readonly last: number;
  readonly columns: ReadonlySet<string>;
}

interface Newest {
  readonly ticket: number;
  readonly count: number;
  readonly columns: ReadonlySet<string>;
}

/** The newest transactions of tickets, many tickets together. Undefined where the whole history has to tell. */
export function createNewestLoader(upstream: Upstream, shows: ShowLoader) {
  const newest = new DataLoader<Newest, readonly number[] | undefined>(
    async (asked) => {
      const tickets = [...new Set(asked.map(({ ticket }) => ticket))];
      const count = Math.max(...asked.map((one) => one.count));
      const found = await upstream.newestItems(tickets, count, allColumns(asked));
      for (const { answers } of found.values()) know(shows, answers);
      return asked.map(({ ticket, count: own }) => found.get(ticket)?.ids.slice(0, own));
    },
    { cache: false },
  );
  return (ticket: number, count: number, columns: ReadonlySet<string>) =>
    newest.load({ ticket, count, columns });
}
