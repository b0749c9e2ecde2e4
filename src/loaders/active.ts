import DataLoader from 'dataloader';
import { fixedLimits } from '../limits.js';
import type { Upstream } from '../rt/port.js';

/**
 * Whether tickets are active. Every lifecycle has its own statuses, and only RT's search knows which of them
 * are active (`__Active__`), so all that a level asks becomes one search. A hidden ticket counts as inactive.
 */
export function createActiveLoader(upstream: Upstream) {
  const loader = new DataLoader<number, boolean>(
    async (numbers) => {
      const any = numbers.map((number) => `id = ${number}`).join(' OR ');
      const active = new Set(await upstream.searchTickets(`Status = '__Active__' AND (${any})`));
      return numbers.map((number) => active.has(number));
    },
    { maxBatchSize: fixedLimits.maxActive },
  );
  return {
    load: (number: number) => loader.load(number),
    clear: () => void loader.clearAll(),
  };
}
