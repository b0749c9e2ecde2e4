import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { WriteOffers } from '../../port.js';
import { list } from '../collection.js';
import { asList, asObject, asText, type JsonObject } from '../json.js';

/** Each ticket's hyperlinks cost RT some milliseconds. */
const newest = 20;

/**
 * What RT offers the caller to write, by the hyperlinks of queues and of the newest tickets: RT names an action there
 * only where the caller has the right to it. Nothing is written.
 */
export async function writeOffers(rt: RtClient): Promise<WriteOffers> {
  const [queues, tickets] = await Promise.all([
    list(rt, {
      collection: 'queues',
      search: [{ field: 'id', operator: '>', value: 0 }],
      fields: { _hyperlinks: [] },
      perPage: fixedLimits.maxListed,
    }),
    list(rt, {
      collection: 'tickets',
      search: `id > 0 AND EffectiveId > 0 AND Type != ''`,
      fields: { _hyperlinks: [] },
      orderBy: [['id', 'DESC']],
      perPage: newest,
    }),
  ]);
  const offering = (ref: string, items: readonly JsonObject[]) =>
    items.filter((item) => refsOf(item).includes(ref)).length;
  return {
    queues: queues.items.length,
    create: offering('create', queues.items),
    tickets: tickets.items.length,
    reply: offering('correspond', tickets.items),
    comment: offering('comment', tickets.items),
    changeStatus: offering('lifecycle', tickets.items),
  };
}

function refsOf(item: JsonObject): readonly string[] {
  return (asList(item['_hyperlinks']) ?? []).map((link) => asText(asObject(link)?.['ref']));
}
