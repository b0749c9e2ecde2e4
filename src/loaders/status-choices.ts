import DataLoader from 'dataloader';
import { fixedLimits } from '../limits.js';
import type { StatusChoice, Upstream } from '../rt/port.js';

/** The statuses that RT offers for tickets, many tickets in one request. Null where RT tells that nowhere. */
export function createStatusChoiceLoader(upstream: Upstream) {
  const loader = new DataLoader<number, readonly StatusChoice[] | null>(
    async (tickets) => {
      const found = await upstream.statusChoices(tickets);
      return tickets.map((ticket) => found?.get(ticket) ?? null);
    },
    { maxBatchSize: fixedLimits.maxListed },
  );
  return {
    load: (ticket: number) => loader.load(ticket),
    clear: () => void loader.clearAll(),
  };
}
