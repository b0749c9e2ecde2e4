import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import { fieldNumbers } from '../field-numbers.js';
import { asList, asObject, asText, parseJson } from '../json.js';
import { UnfitAnswer, unfitStatus } from '../unfit-answer.js';

/**
 * The values that custom fields of a queue's tickets offer, by the fields' names in lower case, in RT's order. A field
 * that the caller may not see, whose values they may not see, or whose name another one has too is left out.
 */
export async function fieldOptions(
  rt: RtClient,
  queue: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = await fieldNumbers(rt, queue);
  if (!numbers) throw new UnfitAnswer('status', 'REST 2.0 did not list the custom fields.');
  const found = new Map<string, readonly string[]>();
  await Promise.all(
    names.map(async (name) => {
      const number = numbers.get(name.toLowerCase());
      const values = number === undefined ? undefined : await valuesOf(rt, number);
      if (values) found.set(name.toLowerCase(), values);
    }),
  );
  return found;
}

async function valuesOf(rt: RtClient, field: number): Promise<readonly string[] | undefined> {
  const values: string[] = [];
  for (let page = 1; ; page += 1) {
    const { status, body } = await rt.call2({
      operation: 'customfield/values',
      method: 'GET',
      path: `customfield/${field}/values`,
      query: `per_page=${fixedLimits.maxListed}&page=${page}`,
    });
    if (status === 403) return undefined;
    if (status !== 200) throw unfitStatus(status);
    const answer = asObject(parseJson(body));
    const items = asList(answer?.['items'])?.map(asObject);
    const total = answer?.['total'];
    if (!items?.every((item) => item?.['type'] === 'customfieldvalue')) {
      throw new UnfitAnswer('shape', "REST 2.0's response is not a list of values.");
    }
    if (typeof total !== 'number') throw new UnfitAnswer('total', 'REST 2.0 returned no total.');
    values.push(...items.map((item) => asText(item?.['name'])));
    if (values.length >= total) return values;
    if (items.length === 0) throw new UnfitAnswer('short', 'REST 2.0 listed too few values.');
  }
}
