import { fixedLimits } from '../../limits.js';
import type { Rest2Call, RtClient } from '../connection/client.js';
import { asList, asObject, asText, type JsonObject, parseJson } from './json.js';
import { massList } from './mass-list.js';
import { UnfitAnswer, unfitStatus } from './unfit-answer.js';

/** What can be listed. */
export type CollectionName = 'tickets' | 'users' | 'queues' | 'transactions' | 'attachments';

/** One condition of a JSON search. RT drops those on fields that it does not search by, and then finds everything. */
export interface Condition {
  readonly field: string;
  readonly operator: '=' | 'IN' | '!=' | '>' | '<';
  readonly value: string | number | readonly (string | number)[];
}

/** The history of a ticket, and of those that were merged into it, which RT finds by no search. */
export interface HistoryOf {
  readonly historyOf: number;
}

/** A page of a collection to ask for. */
export interface Listing {
  readonly collection: CollectionName;
  /** TicketSQL of tickets; conditions of everything else, or the ticket whose history lists the transactions. */
  readonly search: string | readonly Condition[] | HistoryOf;
  /** Columns of the objects, and in turn of the objects that these name: `Owner: ['id', 'Name']`. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly orderBy?: readonly (readonly [field: string, order: 'ASC' | 'DESC'])[];
  readonly page?: number;
  readonly perPage: number;
  /** How many objects are looked for; a whole page of them when absent. */
  readonly objects?: number;
  /** Disabled users and queues too. */
  readonly withDisabled?: boolean;
}

/** A page of a collection as RT listed it. */
export interface Listed {
  readonly items: readonly JsonObject[];
  /** How many there are on all pages; undefined where RT does not say, since the caller may not see all. */
  readonly total: number | undefined;
}

/**
 * Lists a page of a collection. Tickets are asked for by a form, everything else by a search in JSON: both in the
 * body, so that no word of a search can end up in a log.
 * @throws UnfitAnswer for whatever is not a page of a list; RtError where RT cannot be asked
 */
export async function list(rt: RtClient, listing: Listing): Promise<Listed> {
  const mass = massOf(listing);
  const call = callOf(listing);
  const { status, headers, body } = await rt.call2({ ...call, ...(mass && { mass }) });
  // RT cannot read the search, of which REST 1.0 tells more.
  if (status === 400) throw new UnfitAnswer('refused', 'REST 2.0 rejected a search.');
  if (status !== 200) throw unfitStatus(status);
  if (!/json/.test(String(headers['content-type'] ?? ''))) {
    throw new UnfitAnswer('not-json', "REST 2.0's response is not JSON.");
  }
  return readListed(body, listing);
}

/** A whole page of what has one of some values can be shared with others like it. */
function massOf(listing: Listing) {
  const { search, orderBy = [], page = 1, perPage } = listing;
  if (!isConditions(search) || orderBy.length > 0 || page > 1) return undefined;
  const [condition, ...others] = search;
  if (others.length > 0 || condition?.operator !== 'IN' || perPage !== fixedLimits.maxListed) {
    return undefined;
  }
  const { field, value } = condition;
  if (typeof value !== 'object') return undefined;
  return massList({
    field,
    values: value,
    most: fixedLimits.maxListed,
    ask: (values) => callOf({ ...listing, search: [{ ...condition, value: values }] }),
  });
}

function isConditions(search: Listing['search']): search is readonly Condition[] {
  return Array.isArray(search);
}

function callOf(listing: Listing): Rest2Call {
  const { collection, search, fields, orderBy = [], page = 1, perPage } = listing;
  const options = new URLSearchParams({
    fields: Object.keys(fields).join(','),
    per_page: String(perPage),
    page: String(page),
  });
  for (const [field, columns] of Object.entries(fields)) {
    if (columns.length > 0) options.append(`fields[${field}]`, columns.join(','));
  }
  for (const [field, order] of orderBy) {
    options.append('orderby', field);
    options.append('order', order);
  }
  if (listing.withDisabled) options.append('find_disabled_rows', '1');
  const call = {
    operation: collection,
    method: 'POST',
    path: collection,
    objects: listing.objects ?? perPage,
    columns: Object.keys(fields),
  } as const;
  if (typeof search === 'string') {
    options.append('query', search);
    return { ...call, body: options.toString() };
  }
  const query = options.toString();
  if ('historyOf' in search) {
    return { ...call, method: 'GET', path: `ticket/${search.historyOf}/history`, query };
  }
  return { ...call, query, contentType: 'application/json', body: JSON.stringify(search) };
}

const kinds: Readonly<Record<CollectionName, string>> = {
  tickets: 'ticket',
  users: 'user',
  queues: 'queue',
  transactions: 'transaction',
  attachments: 'attachment',
};

/** RT counts tickets for everybody, so a page of them is whole or it is not; of all else it hides the total. */
function readListed(body: string, { collection, page = 1, perPage }: Listing): Listed {
  const answer = asObject(parseJson(body));
  const items = asList(answer?.['items'])?.map(asObject);
  if (!answer || !items) throw new UnfitAnswer('shape', "REST 2.0's response is not a list.");
  const known = items.filter((item) => item?.['type'] === kinds[collection]);
  if (known.length !== items.length || answer['count'] !== items.length || items.length > perPage) {
    throw new UnfitAnswer('shape', 'REST 2.0 returned an incomplete list.');
  }
  const total = typeof answer['total'] === 'number' ? answer['total'] : undefined;
  const ids = new Set(known.map((item) => asText(item?.['id'])));
  if (ids.size !== items.length || ids.has('')) {
    throw new UnfitAnswer('shape', 'REST 2.0 listed something without a number, or twice.');
  }
  if (collection === 'tickets' && total !== undefined) {
    const expected = Math.max(0, Math.min(perPage, total - (page - 1) * perPage));
    if (items.length !== expected) {
      throw new UnfitAnswer('short', 'REST 2.0 listed fewer tickets than it counted.');
    }
  }
  return { items: known.filter((item) => item !== undefined), total };
}
