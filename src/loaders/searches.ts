import type { NameCondition } from '../rt/operations/search.js';
import type { Upstream } from '../rt/upstream.js';
import type { NamedKind } from './objects.js';

/** Searches, each sent once however many fields of a query need its ids. */
export function createSearchLoader(upstream: Upstream) {
  const tickets = new Map<string, Promise<readonly number[]>>();
  const named = new Map<string, Promise<readonly number[]>>();
  return {
    /** Numbers of the tickets that match, in RT's order. */
    tickets(query: string, orderBy?: string): Promise<readonly number[]> {
      const key = JSON.stringify([query, orderBy]);
      const ids = tickets.get(key) ?? upstream.searchTickets(query, orderBy);
      tickets.set(key, ids);
      return ids;
    },
    /** Numbers of the users, queues or groups that match, in RT's order: by name. */
    named(kind: NamedKind, condition?: NameCondition): Promise<readonly number[]> {
      const key = JSON.stringify([kind, condition]);
      const ids = named.get(key) ?? upstream.searchNames(kind, condition);
      named.set(key, ids);
      return ids;
    },
    clear(): void {
      tickets.clear();
      named.clear();
    },
  };
}
