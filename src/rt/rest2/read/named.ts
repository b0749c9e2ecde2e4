import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { Beside } from '../../want.js';
import { list } from '../collection.js';
import { inPages } from '../in-pages.js';
import { asNumber, asText } from '../json.js';
import { collectionOf, fieldsFor, type ListedKind, textsOf } from '../named-fields.js';
import { ShownRecord } from '../shown-record.js';
import { UnfitAnswer } from '../unfit-answer.js';

/** By which of its texts a user or queue is looked for. */
export type NamedBy = 'Name' | 'EmailAddress' | 'id';

/**
 * Users or queues by names, addresses or (queues only) numbers. Those that are missing, disabled or hidden do not
 * come, but that queues come disabled where they are looked for by number.
 * @throws UnfitAnswer where something came that was not looked for: RT drops conditions that it does not search by
 */
export async function listNamed(
  rt: RtClient,
  kind: ListedKind,
  by: NamedBy,
  values: readonly string[],
  columns: ReadonlySet<string>,
): Promise<readonly Beside[]> {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const parts = [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
  const chunks = inPages(parts);
  const asked = new Set(by === 'id' ? columns : [...columns, by]);
  const pages = await Promise.all(
    chunks.map((value) =>
      list(rt, {
        collection: collectionOf[kind],
        search: [{ field: by, operator: 'IN', value }],
        fields: Object.fromEntries(fieldsFor(kind, asked).map((field) => [field, []])),
        perPage: fixedLimits.maxListed,
        objects: value.length,
        withDisabled: by === 'id',
      }),
    ),
  );
  return pages.flatMap(({ items }) =>
    items.map((item) => {
      const number = asNumber(item['id']);
      const name = asText(item['Name']);
      const found = by === 'id' ? String(number) : asText(item[by]);
      if (number === undefined || !wanted.has(found.toLowerCase())) {
        throw new UnfitAnswer('foreign', `REST 2.0 listed a ${kind} that was not requested.`);
      }
      if (name === '')
        throw new UnfitAnswer('shape', `REST 2.0 listed a ${kind} without its name.`);
      const shown = new ShownRecord(kind, number, textsOf(kind, item, asked));
      return { kind, name, shown, columns: new Set([...columns, 'id', 'Name', by]) };
    }),
  );
}
