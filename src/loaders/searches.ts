import { InvalidInputError } from '../rt/errors.js';
import type { NameCondition, NamedKind } from '../rt/named-kind.js';
import type { Upstream } from '../rt/port.js';
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

  /**
   * RT leaves out tickets when it sorts by a custom field: all of them where the field is unknown or disabled, those
   * of other queues where several fields have the name. Sorting must not decide what is found.
   * @throws InvalidInputError where it would
   */
  async function byCustomField(query: string, orderBy: string): Promise<readonly number[]> {
    const [sorted, all] = await Promise.all([upstream.searchTickets(query, orderBy), list(query)]);
    const found = new Set(sorted);
    if (all.some((id) => !found.has(id))) {
      throw new InvalidInputError(
        `RT cannot sort these tickets by ${orderBy.slice(1)}: the field is unknown, disabled, or not the same in all of their queues.`,
      );
    }
    return [...found];
  }

  function list(query: string, orderBy = '+id'): Promise<readonly number[]> {
    const orders = tickets.get(query) ?? new Map<string, Promise<readonly number[]>>();
    tickets.set(query, orders);
    const ids =
      orders.get(orderBy) ?? (/^.CF\./.test(orderBy) ? byCustomField : search)(query, orderBy);
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
      const orders = tickets.get(query);
      const [known] = orders?.values() ?? [];
      return (await (orders?.get('+id') ?? known ?? list(query))).length;
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
