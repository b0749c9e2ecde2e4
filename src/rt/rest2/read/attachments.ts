import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import { dispositionOf, parseHeaders } from '../../mail/mime-headers.js';
import type { Answer } from '../../want.js';
import { type Condition, list } from '../collection.js';
import { inPages } from '../in-pages.js';
import { asNumber, asObject, asText, type JsonObject } from '../json.js';
import { type ListedField, ofObject, plain, utcInstant } from '../listed-field.js';
import { ShownRecord } from '../shown-record.js';
import { UnfitAnswer } from '../unfit-answer.js';

/** The columns of attachments that REST 2.0 lists, by REST 1.0's keys. */
const fields: ReadonlyMap<string, ListedField> = new Map([
  ...['Subject', 'MessageId', 'Filename', 'ContentType', 'ContentEncoding', 'Headers'].map(
    (key) => [key, plain(key)] as const,
  ),
  ['Creator', ofObject('Creator', 'id')],
  ['Created', utcInstant('Created')],
  ['Transaction', plain('TransactionId')],
]);

/** Where a part belongs, which RT can only list of those that have a parent: asked of the others, it dies. */
const parentKey = 'Parent';

/** Whether REST 2.0 lists all these columns of attachments. */
export function listsAttachmentColumns(columns: ReadonlySet<string>): boolean {
  return [...columns].every(
    (column) => column === 'id' || column === parentKey || fields.has(column),
  );
}

/** Attachments by their numbers. Those that are hidden or missing do not come. */
export async function listAttachments(
  rt: RtClient,
  ids: readonly number[],
  columns: ReadonlySet<string>,
): Promise<ReadonlyMap<number, Answer>> {
  const asked = [...columns].flatMap((column) => fields.get(column) ?? []);
  const listed = Object.fromEntries(asked.map(({ field, of = [] }) => [field, of] as const));
  const [items, parents] = await Promise.all([
    listById(rt, ids, [], listed),
    columns.has(parentKey)
      ? listById(rt, ids, [{ field: parentKey, operator: '>', value: 0 }], { Parent: [] })
      : new Map<number, JsonObject>(),
  ]);
  const answers = new Map<number, Answer>();
  for (const [id, item] of items) {
    const texts = new Map<string, string>();
    for (const column of columns) {
      const text = fields.get(column)?.text(item);
      if (text !== undefined) texts.set(column, text);
    }
    if (columns.has(parentKey)) {
      texts.set(parentKey, asText(asObject(parents.get(id)?.['Parent'])?.['id']));
    }
    answers.set(id, { shown: new ShownRecord('attachment', id, texts), columns });
  }
  return answers;
}

async function listById(
  rt: RtClient,
  ids: readonly number[],
  conditions: readonly Condition[],
  listed: Readonly<Record<string, readonly string[]>>,
): Promise<ReadonlyMap<number, JsonObject>> {
  const wanted = new Set(ids);
  const found = new Map<number, JsonObject>();
  await Promise.all(
    inPages(ids).map(async (value) => {
      const { items } = await list(rt, {
        collection: 'attachments',
        search: [{ field: 'id', operator: 'IN', value }, ...conditions],
        // Each part belongs to a transaction, which shows that its columns are listed.
        fields: { TransactionId: [], ...listed },
        perPage: fixedLimits.maxListed,
        objects: value.length,
      });
      for (const item of items) {
        const id = asNumber(item['id']);
        if (id === undefined || !wanted.has(id)) {
          throw new UnfitAnswer('foreign', 'REST 2.0 listed an attachment that was not requested.');
        }
        if (asNumber(item['TransactionId']) === undefined) {
          throw new UnfitAnswer('shape', 'REST 2.0 listed an attachment without its columns.');
        }
        found.set(id, item);
      }
    }),
  );
  return found;
}

/** A part of a message with its text, as REST 2.0 lists it. */
export interface ListedPart {
  readonly id: number;
  readonly transaction: number;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Its Content-Disposition, in lower case; undefined where it has none. */
  readonly disposition: string | undefined;
  /** Decoded, of a text. */
  readonly content: string;
}

/** The parts of transactions, in the order of their numbers, with their texts. */
export async function listParts(
  rt: RtClient,
  transactions: readonly number[],
): Promise<readonly ListedPart[]> {
  const wanted = new Set(transactions);
  const parts: ListedPart[] = [];
  for (let after = 0; ; ) {
    const { items } = await list(rt, {
      collection: 'attachments',
      search: [
        { field: 'TransactionId', operator: 'IN', value: transactions },
        { field: 'id', operator: '>', value: after },
      ],
      fields: {
        TransactionId: [],
        Filename: [],
        ContentType: [],
        ContentLength: [],
        Headers: [],
        Content: [],
      },
      orderBy: [['id', 'ASC']],
      perPage: fixedLimits.maxListed,
    });
    for (const item of items) {
      const [id, transaction] = [asNumber(item['id']), asNumber(item['TransactionId'])];
      if (id === undefined || transaction === undefined || !wanted.has(transaction)) {
        throw new UnfitAnswer('foreign', 'REST 2.0 listed an attachment that was not requested.');
      }
      parts.push({
        id,
        transaction,
        filename: asText(item['Filename']),
        contentType: asText(item['ContentType']),
        bytes: asNumber(item['ContentLength']) ?? 0,
        disposition: dispositionOf(parseHeaders(asText(item['Headers']))),
        content: asText(item['Content']),
      });
      after = id;
    }
    // RT leaves out what the caller may not see after it has cut the page, which only shortens it.
    if (items.length === 0) return parts;
  }
}
