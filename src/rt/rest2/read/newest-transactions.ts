import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { NewestItems } from '../../port.js';
import type { Answer } from '../../want.js';
import { type Condition, list } from '../collection.js';
import { asNumber, asText, type JsonObject } from '../json.js';
import { UnfitAnswer } from '../unfit-answer.js';
import { answerOf, listedFields, mergesAnother } from './transactions.js';

interface Found {
  readonly ids: number[];
  readonly answers: Map<number, Answer>;
  /** The first transaction has come, so there are no more. */
  isComplete: boolean;
  /** More came than were wanted. */
  isCut: boolean;
  isMerged: boolean;
}

/** The newest transactions of tickets. Many tickets are asked for in several searches at once. */
export async function newestTransactions(
  rt: RtClient,
  tickets: readonly number[],
  count: number,
  columns: ReadonlySet<string>,
): Promise<ReadonlyMap<number, NewestItems>> {
  const searches = Math.max(1, Math.ceil(tickets.length / fixedLimits.maxNewestTickets));
  const size = Math.ceil(tickets.length / searches);
  const parts = await Promise.all(
    Array.from({ length: searches }, (_, at) =>
      newestOfSome(rt, tickets.slice(at * size, (at + 1) * size), count, columns),
    ),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

/**
 * The newest transactions of some tickets, by pages over all of them. A ticket is done when it has as many as are wanted, or
 * its first one. RT leaves out what is hidden after it has cut its pages, and a quiet ticket among busy ones may be far
 * back, so after some pages the others are left to REST 1.0. So are tickets into which others were merged: RT lists
 * what happened to those apart.
 */
async function newestOfSome(
  rt: RtClient,
  tickets: readonly number[],
  count: number,
  columns: ReadonlySet<string>,
): Promise<ReadonlyMap<number, NewestItems>> {
  const found = new Map<number, Found>(
    tickets.map((ticket) => [
      ticket,
      { ids: [], answers: new Map(), isComplete: false, isCut: false, isMerged: false },
    ]),
  );
  let before: number | undefined;
  for (let page = 1; page <= fixedLimits.maxNewestPages; page++) {
    const lacking = tickets.filter((ticket) => !isDone(found.get(ticket), count));
    if (lacking.length === 0) break;
    const { items } = await list(rt, {
      collection: 'transactions',
      search: conditions(lacking, before),
      fields: listedFields(columns),
      orderBy: [['id', 'DESC']],
      perPage: fixedLimits.maxListed,
      objects: lacking.length,
    });
    if (items.length === 0) break;
    for (const item of items) before = take(item, found, { count, columns });
  }
  return new Map(
    [...found].flatMap(([ticket, { ids, answers, isComplete, isCut, isMerged }]) =>
      isMerged || !(isComplete || ids.length >= count)
        ? []
        : [[ticket, { ids, answers, isWhole: isComplete && !isCut }] as const],
    ),
  );
}

function conditions(tickets: readonly number[], before: number | undefined): readonly Condition[] {
  return [
    { field: 'ObjectType', operator: '=', value: 'RT::Ticket' },
    { field: 'ObjectId', operator: 'IN', value: tickets },
    ...(before === undefined ? [] : [{ field: 'id', operator: '<', value: before } as const]),
  ];
}

function isDone(found: Found | undefined, count: number): boolean {
  return !found || found.isComplete || found.isMerged || found.ids.length >= count;
}

/** Takes in one transaction, and returns its number. */
function take(
  item: JsonObject,
  found: ReadonlyMap<number, Found>,
  { count, columns }: { readonly count: number; readonly columns: ReadonlySet<string> },
): number {
  const id = asNumber(item['id']);
  const own = found.get(asNumber(item['ObjectId']) ?? 0);
  if (id === undefined || !own) {
    throw new UnfitAnswer('foreign', 'REST 2.0 listed a transaction of another object.');
  }
  if (mergesAnother(item)) own.isMerged = true;
  if (asText(item['Type']) === 'Create') own.isComplete = true;
  if (own.ids.length >= count) own.isCut = true;
  else {
    own.ids.push(id);
    own.answers.set(id, answerOf(item, id, columns));
  }
  return id;
}
