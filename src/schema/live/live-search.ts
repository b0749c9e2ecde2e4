import type { Context } from '../context.js';
import type { LiveSearch } from '../live-tickets.js';
import { compileSearch, type TicketSearch } from '../ticket/compile-filter.js';

/** A caller's search, to be followed. Its arguments come in the schema's order, so that equal ones are one text. */
export function liveSearch({
  filter,
  query,
}: Pick<TicketSearch, 'filter' | 'query'>): LiveSearch<Context> {
  return {
    key: JSON.stringify([filter ?? null, query?.trim() ?? '']),
    query: (context) => compileSearch({ filter, query }, context),
  };
}
