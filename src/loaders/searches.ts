import type { NameCondition } from '../rt/operations/search.js';
import type { Upstream } from '../rt/upstream.js';
import type { NamedKind } from './objects.js';
import { type Stretch, type Walked, walk, walkAll } from './search-windows.js';

/** Searches, each sent once however many fields of a query need its ids. */
export function createSearchLoader(upstream: Upstream) {
  const tickets = new Map<string, Map<string, Promise<readonly number[]>>>();
  const checks = new Map<string, Promise<readonly number[]>>();
  const stretches = new Map<string, Promise<Walked>>();
  const named = new Map<string, Promise<readonly number[]>>();

  async function search(query: string, orderBy: string): Promise<readonly number[]> {
    const byNumber = orderBy === '+id' || orderBy === '-id';
    if (!byNumber || (await upstream.manyTickets()) === 0) {
      return upstream.searchTickets(query, orderBy);
    }
    const ids = await walkAll(upstream, query);
    return orderBy === '-id' ? ids.toReversed() : ids;
  }

  function list(query: string, orderBy = '+id'): Promise<readonly number[]> {
    const orders = tickets.get(query) ?? new Map<string, Promise<readonly number[]>>();
    tickets.set(query, orders);
    const ids = orders.get(orderBy) ?? search(query, orderBy);
    orders.set(orderBy, ids);
    return ids;
  }

  return {
    /** Numbers of the tickets that match, in RT's order. */
    tickets: list,
    /** Runs a search of which no match is wanted, to hear whether RT can read it. @throws InvalidInputError */
    async check(query: string): Promise<void> {
      const check = checks.get(query) ?? upstream.searchTickets(`(${query}) AND id = 0`);
      checks.set(query, check);
      await check;
    },
    /** How many tickets match: whatever list of them the same level of the query has asked for tells it. */
    async ticketCount(query: string): Promise<number> {
      await new Promise(setImmediate);
      const [known] = tickets.get(query)?.values() ?? [];
      return (await (known ?? list(query))).length;
    },
    /** Whether RT has so many tickets that one page of a search by number should not ask for all of its matches. */
    isLarge: async () => (await upstream.manyTickets()) > 0,
    /** The first so many matches of a stretch of ticket numbers, from its lower or its upper end. */
    ticketsWithin(
      query: string,
      stretch: Stretch,
      options: { readonly downwards: boolean; readonly enough: number },
    ): Promise<Walked> {
      const key = JSON.stringify([query, stretch, options]);
      const walked = stretches.get(key) ?? walk(upstream, query, stretch, options);
      stretches.set(key, walked);
      return walked;
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
      checks.clear();
      stretches.clear();
      named.clear();
    },
  };
}
