import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { Answer } from '../../want.js';
import { list } from '../collection.js';
import { inPages } from '../in-pages.js';
import { asNumber, asText, type JsonObject } from '../json.js';
import { type ListedField, ofObject, plain, utcInstant } from '../listed-field.js';
import { ShownRecord } from '../shown-record.js';
import { UnfitAnswer } from '../unfit-answer.js';

/** The columns of transactions that REST 2.0 lists, by REST 1.0's keys. It has neither sentences nor texts. */
export const transactionFields: ReadonlyMap<string, ListedField> = new Map([
  ...['TimeTaken', 'Type', 'Field', 'OldValue', 'NewValue', 'Data'].map(
    (key) => [key, plain(key)] as const,
  ),
  ['Creator', ofObject('Creator', 'Name')],
  ['Created', utcInstant('Created')],
  ['Ticket', plain('ObjectId')],
]);

/** Whether REST 2.0 lists all these columns of transactions. */
export function listsTransactionColumns(columns: ReadonlySet<string>): boolean {
  return [...columns].every((column) => column === 'id' || transactionFields.has(column));
}

/** What to list of transactions that are looked for by their tickets, for some columns of them. */
export function listedFields(columns: ReadonlySet<string>): Record<string, readonly string[]> {
  return Object.fromEntries([
    ['Type', []],
    ['Field', []],
    ['ObjectId', []],
    ...[...columns].flatMap((column) => {
      const known = transactionFields.get(column);
      return known ? [[known.field, known.of ?? []] as const] : [];
    }),
  ]);
}

/** Whether a transaction says that another ticket was merged into its own one. */
export function mergesAnother(item: JsonObject): boolean {
  return asText(item['Type']) === 'AddLink' && /merge/i.test(asText(item['Field']));
}

/** A listed transaction with its columns, as REST 1.0 would show it. */
export function answerOf(item: JsonObject, id: number, columns: ReadonlySet<string>): Answer {
  const texts = new Map(
    [...columns].flatMap((column) => {
      const known = transactionFields.get(column);
      return known ? [[column, known.text(item)] as const] : [];
    }),
  );
  return { shown: new ShownRecord('transaction', id, texts), columns };
}

/**
 * Transactions of tickets by their numbers. Those that are hidden, missing or of other objects do not come: RT lists
 * only what the caller may see, after it has cut its pages, so each page is asked for as many as it may hold.
 */
export async function listTransactions(
  rt: RtClient,
  ids: readonly number[],
  columns: ReadonlySet<string>,
): Promise<ReadonlyMap<number, Answer>> {
  const asked = [...columns].flatMap((column) => transactionFields.get(column) ?? []);
  const wanted = new Set(ids);
  const listed = Object.fromEntries([
    ['ObjectType', []],
    ...asked.map(({ field, of = [] }) => [field, of] as const),
  ]);
  const chunks = inPages(ids);
  const answers = new Map<number, Answer>();
  await Promise.all(
    chunks.map(async (value) => {
      const { items } = await list(rt, {
        collection: 'transactions',
        search: [{ field: 'id', operator: 'IN', value }],
        fields: listed,
        perPage: fixedLimits.maxListed,
        objects: value.length,
      });
      for (const item of items) {
        const id = asNumber(item['id']);
        if (id === undefined || !wanted.has(id)) {
          throw new UnfitAnswer('foreign', 'REST 2.0 listed a transaction that was not requested.');
        }
        if (item['ObjectType'] !== 'RT::Ticket') continue;
        answers.set(id, answerOf(item, id, columns));
      }
    }),
  );
  return answers;
}
