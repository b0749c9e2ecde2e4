import DataLoader from 'dataloader';
import { InvalidInputError, RtError } from '../rt/errors.js';
import type { NameCondition, NamedKind } from '../rt/named-kind.js';
import { byId } from '../rt/object-spec.js';
import type { ListedTickets, TicketStretch, Upstream } from '../rt/port.js';
import { quoted } from '../rt/quoted.js';
import type { Want } from '../rt/want.js';
import { type Stretch, type Walked, walk, walkAll } from './search-windows.js';
import type { ShowLoader } from './show-loader.js';

interface Listing {
  readonly stretch: TicketStretch;
  readonly want: Omit<Want, 'spec'>;
}

/** Searches, each sent once however many fields of a query need its ids. */
export function createSearchLoader(upstream: Upstream, shows: ShowLoader) {
  const counts = new Map<string, Promise<number>>();
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
        `RT cannot sort these tickets by ${quoted(orderBy.slice(1))}: the field does not exist, is disabled, or is not the same in all of their queues.`,
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

  /** Stretches that fields of one level ask for at once; those that are the same are one, with all that any wants. */
  const listings = new DataLoader<Listing, ListedTickets | undefined>(
    async (asked) => {
      const wants = new Map<string, Listing>();
      for (const { stretch, want } of asked) {
        const key = JSON.stringify(stretch);
        const before = wants.get(key);
        wants.set(key, { stretch, want: before ? bothWanted(before.want, want) : want });
      }
      const found = new Map(
        await Promise.all(
          [...wants].map(
            async ([key, { stretch, want }]) =>
              [key, await listed(stretch, want).catch(asAnswer)] as const,
          ),
        ),
      );
      return asked.map(({ stretch }) => found.get(JSON.stringify(stretch)));
    },
    { cache: false },
  );

  async function listed(stretch: TicketStretch, want: Listing['want']) {
    const answer = await upstream.listTickets(stretch, want);
    for (const [id, { shown, columns }] of answer?.answers ?? []) {
      shows.know(byId('ticket', id), columns, shown);
    }
    for (const beside of answer?.beside ?? []) shows.knowNamed(beside);
    return answer;
  }

  /** How many match: RT's own count, or the length of whatever list the same level of the query has asked for. */
  async function count(query: string): Promise<number> {
    await new Promise(setImmediate);
    const known = () => {
      const orders = tickets.get(query);
      const [any] = orders?.values() ?? [];
      return orders?.get('+id') ?? any;
    };
    const ids = known();
    if (ids) return (await ids).length;
    const counted = await upstream.countTickets(query);
    return counted ?? (await (known() ?? list(query))).length;
  }

  return {
    /** Numbers of the tickets that match, in RT's order. */
    tickets: list,
    /** Whether RT is expected to list stretches of a search. */
    listsStretches: () => upstream.listsStretches(),
    /**
     * A stretch of the matches, and how many there are. Their tickets are known by then as far as RT lists them.
     * Undefined where RT tells only all matches.
     */
    stretch: (stretch: TicketStretch, want: Omit<Want, 'spec'>) => listings.load({ stretch, want }),
    /** Runs a search of which no match is wanted, to hear whether RT can read it. @throws InvalidInputError */
    async check(query: string): Promise<void> {
      const check =
        checks.get(query) ??
        upstream.searchTickets(`(${query})${nothing}`).catch((error: unknown) => {
          throw inCallersWords(error);
        });
      checks.set(query, check);
      await check;
    },
    ticketCount(query: string): Promise<number> {
      const counted = counts.get(query) ?? count(query);
      counts.set(query, counted);
      return counted;
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
      counts.clear();
      tickets.clear();
      checks.clear();
      stretches.clear();
      named.clear();
    },
  };
}

/** All that either wants. */
function bothWanted(a: Listing['want'], b: Listing['want']): Listing['want'] {
  const columns =
    a.columns === 'all' || b.columns === 'all' ? 'all' : new Set([...a.columns, ...b.columns]);
  const of = new Map(a.of);
  for (const [key, more] of b.of ?? []) of.set(key, new Set([...(of.get(key) ?? []), ...more]));
  return { columns, of };
}

/** A failure as DataLoader takes it for one of many. */
function asAnswer(error: unknown): RtError {
  if (error instanceof RtError) return error;
  throw error;
}

/** What makes a search find nothing. */
const nothing = ' AND id = 0';

/** RT quotes the search that it cannot read; the caller wrote only what stands between the parentheses of a check. */
function inCallersWords(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const own = (text: string) =>
    text.replace(/'\((.*) AND id = 0'/s, (_, quoted: string) => {
      // Where something is missing at the end, RT marks the parenthesis.
      const written = quoted.replace(/>\)<--here$/, '><--here').replace(/\)$/, '');
      return `'${written}'`;
    });
  const { rtMessage } = error.facts;
  return new InvalidInputError(own(error.message), {
    ...error.facts,
    ...(rtMessage !== undefined && { rtMessage: own(rtMessage) }),
  });
}
