import { describe, expect, test } from 'vitest';
import { createSearchLoader } from '../../../src/loaders/searches.js';
import { ShowLoader } from '../../../src/loaders/show-loader.js';
import type { Upstream } from '../../../src/rt/port.js';

/** An RT of so many tickets, none of which matches. */
function rtOf(newest: number) {
  const searches: string[] = [];
  const upstream: Pick<
    Upstream,
    'countTickets' | 'manyTickets' | 'newestTicket' | 'searchTickets'
  > = {
    countTickets: () => Promise.resolve(undefined),
    manyTickets: () => Promise.resolve(newest),
    newestTicket: () => Promise.resolve(newest),
    searchTickets(query) {
      searches.push(query);
      return Promise.resolve([]);
    },
  };
  // Searches need no more of RT than this.
  return {
    search: createSearchLoader(upstream as Upstream, new ShowLoader(upstream as Upstream)),
    searches,
  };
}

describe('a search that is only checked', () => {
  test('is one search that matches nothing, however many tickets there are and however often', async () => {
    const { search, searches } = rtOf(200_000);
    await Promise.all([search.check('Status = 1'), search.check('Status = 1')]);
    expect(searches).toEqual(['(Status = 1) AND id = 0']);
    search.clear();
    await search.check('Status = 1');
    expect(searches).toHaveLength(2);
  });
});

describe('a count among very many tickets', () => {
  test('is searches of a window each, once', async () => {
    const { search, searches } = rtOf(200_000);
    expect(await Promise.all([search.ticketCount('id > 0'), search.tickets('id > 0')])).toEqual([
      0,
      [],
    ]);
    expect(searches).toHaveLength(10);
  });
});
