import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { ItemsAfter } from '../../port.js';
import type { Answer } from '../../want.js';
import { list } from '../collection.js';
import { asNumber } from '../json.js';
import { UnfitAnswer } from '../unfit-answer.js';
import { answerOf, listedFields, mergesAnother } from './transactions.js';

/**
 * The transactions of tickets after one, by pages over all tickets from the newest one down to one that is not after it.
 * Only that shows that none is missing: RT leaves out what is hidden after it has cut its pages. Tickets into which others
 * were merged are left out, since RT lists what happened to those apart. Undefined where the pages are too many.
 */
export async function transactionsAfter(
  rt: RtClient,
  tickets: readonly number[],
  last: number,
  columns: ReadonlySet<string>,
): Promise<ReadonlyMap<number, ItemsAfter> | undefined> {
  const found = new Map(
    tickets.map((ticket) => [ticket, { ids: [] as number[], answers: new Map<number, Answer>() }]),
  );
  const merged = new Set<number>();
  let before: number | undefined;
  for (let page = 1; page <= fixedLimits.maxNewestPages; page++) {
    const { items, total } = await list(rt, {
      collection: 'transactions',
      search: [
        { field: 'ObjectType', operator: '=', value: 'RT::Ticket' },
        { field: 'ObjectId', operator: 'IN', value: tickets },
        ...(before === undefined ? [] : [{ field: 'id', operator: '<', value: before } as const]),
      ],
      fields: listedFields(columns),
      orderBy: [['id', 'DESC']],
      perPage: fixedLimits.maxListed,
      objects: tickets.length,
    });
    for (const item of items) {
      const id = asNumber(item['id']);
      const ticket = asNumber(item['ObjectId']) ?? 0;
      const own = found.get(ticket);
      if (id === undefined || !own || (before !== undefined && id >= before)) {
        throw new UnfitAnswer('foreign', 'REST 2.0 listed a transaction that was not requested.');
      }
      before = id;
      if (id <= last) return withoutMerged(found, merged);
      if (mergesAnother(item)) merged.add(ticket);
      own.ids.unshift(id);
      own.answers.set(id, answerOf(item, id, columns));
    }
    // Whoever sees all transactions gets their number.
    if (total !== undefined && items.length >= total) return withoutMerged(found, merged);
    if (items.length === 0) return undefined;
  }
  return undefined;
}

function withoutMerged(
  found: ReadonlyMap<number, ItemsAfter>,
  merged: ReadonlySet<number>,
): ReadonlyMap<number, ItemsAfter> {
  return new Map([...found].filter(([ticket]) => !merged.has(ticket)));
}
