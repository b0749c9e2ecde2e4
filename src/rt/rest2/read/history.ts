import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { HistoryLine } from '../../shown.js';
import { list } from '../collection.js';
import { asNumber, asText } from '../json.js';
import { UnfitAnswer, unfitStatus } from '../unfit-answer.js';

/**
 * The transactions of a ticket that the caller may see, oldest first, of some types or all; with those of tickets that
 * were merged into it. RT has no sentences here, so the type stands for them.
 *
 * RT leaves out what is hidden after it has cut its pages, and does not tell how many there are, so an empty page is
 * not the end: `last`, the number of the last transaction that the caller sees, is.
 */
export async function listHistory(
  rt: RtClient,
  ticket: number,
  { last, types }: { readonly last: number; readonly types?: readonly string[] },
): Promise<readonly HistoryLine[]> {
  const lines: HistoryLine[] = [];
  for (let page = 1; (lines.at(-1)?.id ?? 0) < last; page++) {
    if (page > fixedLimits.maxHistoryPages) {
      throw new UnfitAnswer('short', 'REST 2.0 did not list the complete history.');
    }
    const { items } = await list(rt, {
      collection: 'transactions',
      search: { historyOf: ticket },
      fields: { Type: [], ObjectType: [] },
      orderBy: [['id', 'ASC']],
      page,
      perPage: fixedLimits.maxListed,
    });
    for (const item of items) {
      const id = asNumber(item['id']);
      if (id === undefined || item['ObjectType'] !== 'RT::Ticket') {
        throw new UnfitAnswer('foreign', 'REST 2.0 listed a transaction of another object.');
      }
      if (id > (lines.at(-1)?.id ?? 0)) lines.push({ id, description: asText(item['Type']) });
    }
  }
  return types ? lines.filter(({ description }) => types.includes(description)) : lines;
}

/** RT's ETag of a ticket without transactions: when it was last changed. */
const noTransaction = /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"$/;

/**
 * The number of the last transaction of a ticket that the caller may see, which RT makes its ETag of; undefined for a
 * ticket that is hidden or missing, or has none.
 * @throws UnfitAnswer for whatever is not RT's answer
 */
export async function lastTransaction(rt: RtClient, ticket: number): Promise<number | undefined> {
  const { status, headers } = await rt.call2({
    operation: 'ticket',
    method: 'GET',
    path: `ticket/${ticket}`,
  });
  if (status === 403 || status === 404) return undefined;
  const etag = headers['etag'];
  if (status !== 200) throw unfitStatus(status);
  if (etag === undefined)
    throw new UnfitAnswer('shape', 'REST 2.0 returned a ticket without an ETag.');
  const tag = /^"(\d+)"$/.exec(String(etag))?.[1];
  if (tag !== undefined) return Number(tag);
  if (noTransaction.test(String(etag))) return undefined;
  // A proxy that compresses makes an ETag of its own: `W/"276"`, `"276-gzip"`.
  throw new UnfitAnswer('shape', "REST 2.0's response has an ETag that is not RT's.");
}
