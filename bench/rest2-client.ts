import { type BareTile, type Line, pageSize, search } from './page.js';
import type { RtSession } from './rt-session.js';
import { customFields } from './world.js';

/** A record of REST 2.0 that was expanded in another one. */
export interface Named {
  readonly Name: string;
  readonly Description?: string;
  readonly RealName?: string;
  readonly EmailAddress?: string;
}

/** A ticket in one of REST 2.0's lists. */
export interface Item {
  readonly id: string;
  readonly Subject: string;
  readonly Status: string;
  readonly Queue: Named;
  readonly Owner: Named;
  readonly Requestor?: readonly Named[];
  readonly CustomFields?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** A transaction in one of REST 2.0's lists. */
export interface Transaction {
  readonly id: string;
  readonly Type: string;
  readonly Created: string;
  readonly ObjectId: string;
  readonly Creator?: Named;
}

/** One of REST 2.0's lists. */
export interface List<T> {
  readonly total: number | null;
  readonly items: readonly T[];
}

/** A condition of a JSON search. RT drops the ones on fields it does not search, so they are named here. */
export interface Condition {
  readonly field: 'id' | 'ObjectType' | 'ObjectId';
  readonly operator: '=' | 'IN';
  readonly value: string | readonly string[];
}

type Params = Readonly<Record<string, string>>;

/** What REST 2.0's lists show of a ticket when they are asked for the plain list. */
export const lineFields: Params = {
  fields: 'Subject,Status,Queue,Owner',
  'fields[Queue]': 'Name',
  'fields[Owner]': 'Name',
};

/** What REST 2.0's lists show of a ticket when they are asked for the dashboard. */
export const tileFields: Params = {
  fields: 'Subject,Status,Queue,Owner,Requestor,CustomFields',
  'fields[Queue]': 'Name,Description',
  'fields[Owner]': 'Name,RealName',
  'fields[Requestor]': 'EmailAddress',
};

export const lineOf = (item: Item): Line => ({
  number: Number(item.id),
  subject: item.Subject,
  status: item.Status,
  queue: item.Queue.Name,
  owner: item.Owner.Name,
});

/** A ticket of the dashboard with the history that was read apart. */
export function tileOf<H extends BareTile['history']>(
  item: Item,
  history: H,
): BareTile & { readonly history: H } {
  return {
    ...lineOf(item),
    queueDescription: item.Queue.Description ?? '',
    ownerRealName: item.Owner.RealName ?? '',
    requestors: (item.Requestor ?? []).map(({ EmailAddress }) => EmailAddress ?? '').sort(),
    values: customFields.map(
      (field) => item.CustomFields?.find(({ name }) => name === field)?.values[0] ?? '',
    ),
    history,
  };
}

/** One of REST 2.0's lists, read over a session that is logged in. */
export async function read<T>(rt: RtSession, path: string, params: Params): Promise<List<T>> {
  // RT's answer has the shape of what was asked for.
  return JSON.parse(await rt.get(`/REST/2.0/${path}?${new URLSearchParams(params)}`)) as List<T>;
}

/** Transactions that fit every condition. */
export async function searchTransactions(
  rt: RtSession,
  conditions: readonly Condition[],
  params: Params,
): Promise<readonly Transaction[]> {
  const path = `/REST/2.0/transactions?${new URLSearchParams({ per_page: '100', ...params })}`;
  // RT's answer has the shape of what was asked for.
  return (JSON.parse(await rt.postJson(path, conditions)) as List<Transaction>).items;
}

/** The first page of the search, in the order of the numbers. */
export function firstPage(rt: RtSession, fields: Params): Promise<List<Item>> {
  const order = { orderby: 'id', order: 'ASC' };
  return read(rt, 'tickets', { query: search, per_page: String(pageSize), ...order, ...fields });
}
