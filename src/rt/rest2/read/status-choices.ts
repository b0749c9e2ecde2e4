import type { RtClient } from '../../connection/client.js';
import type { StatusChoice } from '../../port.js';
import { list } from '../collection.js';
import { inPages } from '../in-pages.js';
import { asList, asNumber, asObject, asText, type JsonObject } from '../json.js';

/**
 * The statuses that RT offers the caller for tickets: the actions of each ticket's lifecycle that start at its status and
 * that the caller has the right to. RT lists them among the hyperlinks of a ticket, in any order. Tickets that RT does
 * not list, hidden and deleted ones, are left out.
 */
export async function statusChoices(
  rt: RtClient,
  tickets: readonly number[],
): Promise<ReadonlyMap<number, readonly StatusChoice[]>> {
  const found = new Map<number, readonly StatusChoice[]>();
  for (const ids of inPages(tickets)) {
    const any = ids.map((id) => `id = ${id}`).join(' OR ');
    const { items } = await list(rt, {
      collection: 'tickets',
      search: `(${any}) AND EffectiveId > 0 AND Type != ''`,
      fields: { Status: [], _hyperlinks: [] },
      perPage: ids.length,
    });
    for (const item of items) {
      const id = asNumber(item['id']);
      if (id !== undefined) found.set(id, choicesOf(item));
    }
  }
  return found;
}

function choicesOf(item: JsonObject): readonly StatusChoice[] {
  const status = asText(item['Status']);
  const choices = new Map<string, StatusChoice>();
  for (const link of asList(item['_hyperlinks']) ?? []) {
    const of = asObject(link);
    const to = asText(of?.['to']);
    if (of?.['ref'] !== 'lifecycle' || to === '' || to === status) continue;
    const label = asText(of['label']);
    choices.set(to, { status: to, label: label === '' ? null : label });
  }
  return [...choices.values()].sort((a, b) => (a.status < b.status ? -1 : 1));
}
