import { addressesOf } from '../read/ticket.js';
import type { Caller } from '../rest/call.js';
import { fieldNamed } from '../store/custom-fields.js';
import { type Ticket, ticketDates, ticketTexts } from '../store/model.js';
import { foldCase, queueOfTicket, userName } from '../store/store.js';
import { customFieldName } from './match-custom-field.js';

/** What rows are put in order by. Nothing comes before everything else. */
type SortKey = string | number | undefined;

const compareKeys = (a: SortKey, b: SortKey): number => {
  if (a === b) {
    return 0;
  }
  if (a === undefined || b === undefined) {
    return a === undefined ? -1 : 1;
  }
  return a < b ? -1 : 1;
};

/** Takes `+Column` or `-Column` apart. */
export function readOrder(given: string): { readonly column: string; readonly down: boolean } {
  const match = /^([+-])?(.+)/s.exec(given);
  return { column: match?.[2] ?? '', down: match?.[1] === '-' };
}

/** Puts rows in order; rows that are alike keep theirs. */
export function sortRows<T>(
  rows: readonly T[],
  key: (row: T) => SortKey,
  down: boolean,
): readonly T[] {
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => (down ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
  return keyed.map(({ row }) => row);
}

const asNumber = (text: string): number | string =>
  /^[+-]?\d+$/.test(text) ? Number(text) : foldCase(text);

/** How to order tickets by a column; undefined when RT finds no such column and so nothing. */
function plainKey(caller: Caller, column: string): ((ticket: Ticket) => SortKey) | undefined {
  const { store } = caller;
  const lower = column.toLowerCase();
  const text = ticketTexts.find((one) => one.toLowerCase() === lower);
  const date = ticketDates.find((one) => one.toLowerCase() === lower);
  if (text !== undefined) {
    return ({ texts }) => asNumber(texts[text]);
  }
  if (date !== undefined) {
    return ({ dates }) => dates[date] || undefined;
  }
  const keys: Readonly<Record<string, (ticket: Ticket) => SortKey>> = {
    id: ({ id }) => id,
    effectiveid: ({ effectiveId }) => effectiveId,
    queue: (ticket) => foldCase(queueOfTicket(store, ticket).name),
    owner: ({ owner }) => foldCase(userName(store, owner)),
    creator: ({ creator }) => foldCase(userName(store, creator)),
    lastupdatedby: ({ lastUpdatedBy }) => foldCase(userName(store, lastUpdatedBy)),
    type: ({ type }) => type,
  };
  return Object.hasOwn(keys, lower) ? keys[lower] : undefined;
}

function pathKey(caller: Caller, column: string): ((ticket: Ticket) => SortKey) | undefined {
  const { store } = caller;
  const [, first = '', rest = ''] = /^(\w+)\.(.*)$/s.exec(column) ?? [];
  if (/^(?:cf|customfield)$/i.test(first)) {
    const name = customFieldName(rest);
    const exists = [...store.customFields.values()].some(
      (field) => field.on === 'ticket' && foldCase(field.name) === foldCase(name),
    );
    return exists
      ? (ticket) => {
          const field = fieldNamed(store, name, { id: ticket.queue });
          const value = field && ticket.customFields.get(field.id)?.[0];
          return value === undefined ? undefined : foldCase(value);
        }
      : undefined;
  }
  if (/^requestor\.emailaddress$/i.test(column)) {
    return (ticket) => addressesOf(store, ticket, 'Requestor')[0];
  }
  return /^owner\.name$/i.test(column) ? ({ owner }) => userName(store, owner) : ({ id }) => id;
}

function shuffled<T>(rows: readonly T[]): readonly T[] {
  return rows
    .map((row) => ({ row, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

/**
 * Orders tickets by `orderby`. A word that is not a column finds nothing at all; what is not even a
 * word (`Status,-id`, `-Priority|id`) is ignored.
 */
export function orderTickets(
  caller: Caller,
  tickets: readonly Ticket[],
  orderby: string | undefined,
): readonly Ticket[] {
  if (orderby === undefined || orderby === '') {
    return tickets;
  }
  const { column, down } = readOrder(orderby);
  if (!/^\w+$/.test(column) && !/^\w+\./.test(column)) {
    return tickets;
  }
  const key = column.includes('.') ? pathKey(caller, column) : plainKey(caller, column);
  if (key === undefined) return [];
  return sortRows(caller.store.shuffleTies ? shuffled(tickets) : tickets, key, down);
}
