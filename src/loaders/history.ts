import { historyOfType, ticketPart } from '../rt/object-spec.js';
import type { ShowLoader } from './show-loader.js';

/** One line of RT's short history: a transaction's number and its sentence. */
export interface HistoryLine {
  readonly id: number;
  /** In the language of the caller. */
  readonly description: string;
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
      for (const [key, description] of form.fields) {
        if (/^\d+$/.test(key)) lines.set(Number(key), { id: Number(key), description });
      }
    }
    return [...lines.values()].sort((a, b) => a.id - b.id);
  };
}
