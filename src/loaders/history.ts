import DataLoader from 'dataloader';
import { transactionColumns } from '../rt/columns/transaction.js';
import { byId, historyOfType, ticketPart } from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import type { HistoryLine } from '../rt/shown.js';
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
      const columns = new Set(
        [...new Set(asked.map((one) => one.columns))].flatMap((set) => [...set]),
      );
      const found = await upstream.newestItems(tickets, count, columns);
      for (const { answers } of found.values()) {
        for (const [id, answer] of answers) {
          shows.know(byId('transaction', id), answer.columns, answer.shown);
        }
      }
      return asked.map(({ ticket, count: own }) => found.get(ticket)?.ids.slice(0, own));
    },
    { cache: false },
  );
  return (ticket: number, count: number, columns: ReadonlySet<string>) =>
    newest.load({ ticket, count, columns });
}
