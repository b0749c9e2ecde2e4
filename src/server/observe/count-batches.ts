import type { Upstream } from '../../rt/port.js';
import type { Watcher } from './watcher.js';

/** RT as before, but that somebody hears how many objects the loaders ask for together. */
export function countBatches(
  upstream: Upstream,
  batch: Required<Watcher>['batch'] | undefined,
): Upstream {
  if (!batch) return upstream;
  return {
    ...upstream,
    show(wants) {
      batch('show', wants.length);
      return upstream.show(wants);
    },
    newestItems(tickets, ...how) {
      batch('newestItems', tickets.length);
      return upstream.newestItems(tickets, ...how);
    },
    itemsAfter(tickets, ...how) {
      batch('itemsAfter', tickets.length);
      return upstream.itemsAfter(tickets, ...how);
    },
  };
}
