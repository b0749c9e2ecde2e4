import { transactionColumns } from '../rt/columns/transaction.js';
import { historyOfType, ticketPart } from '../rt/object-spec.js';
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
