import { fixedLimits } from '../../limits.js';
import type { RtClient } from '../connection/client.js';
import { asList, asNumber, asObject, asText } from './json.js';

/**
 * The numbers of the custom fields that a queue's tickets carry, by their names in lower case; without those whose
 * name two of them have. Undefined where REST 2.0 does not list them.
 */
export async function fieldNumbers(
  rt: RtClient,
  queue: number,
): Promise<ReadonlyMap<string, number> | undefined> {
  const { status, body } = await rt.call2({
    operation: 'customfields',
    method: 'GET',
    path: `queue/${queue}/customfields`,
    query: `fields=Name,LookupType&per_page=${fixedLimits.maxListed}`,
  });
  if (status !== 200) return undefined;
  const numbers = new Map<string, number>();
  const twice = new Set<string>();
  for (const one of itemsIn(body)) {
    const item = asObject(one);
    const number = asNumber(item?.['id']);
    const name = asText(item?.['Name']).toLowerCase();
    if (number === undefined || asText(item?.['LookupType']) !== 'RT::Queue-RT::Ticket') continue;
    if (numbers.has(name)) twice.add(name);
    numbers.set(name, number);
  }
  for (const name of twice) numbers.delete(name);
  return numbers;
}

function itemsIn(body: string): readonly unknown[] {
  try {
    return asList(asObject(JSON.parse(body))?.['items']) ?? [];
  } catch {
    return [];
  }
}
