import type { Context } from '../context.js';
import type { CustomFieldInput, TicketFilterInput } from './filter.js';

/** Whether RT looks for one value that fulfils this condition and all others like it on the same field. */
export function sharesValue({ startsWith, endsWith, lt, gt }: CustomFieldInput['match']): boolean {
  return [startsWith, endsWith, lt, gt].some((value) => value != null);
}

function customFieldsIn(filter: TicketFilterInput): readonly CustomFieldInput[] {
  const nested = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [...(filter.customFields ?? []), ...nested.flatMap(customFieldsIn)];
}

/**
 * Names, in lower case, of the fields with several values on which a filter has several conditions that RT would
 * check against one value at a time. RT is asked which fields take several values only where that matters.
 */
export async function oneByOneFields(
  filter: TicketFilterInput,
  { load }: Context,
): Promise<ReadonlySet<string>> {
  const matches = new Map<string, CustomFieldInput['match'][]>();
  for (const { name, match } of customFieldsIn(filter)) {
    const key = name.toLowerCase();
    matches.set(key, [...(matches.get(key) ?? []), match]);
  }
  const doubtful = [...matches].filter(([, all]) => all.length > 1 && all.some(sharesValue));
  const oneByOne = await Promise.all(
    doubtful.map(async ([name]) => {
      const fields = await load.customFieldsNamed(name);
      return fields.some(({ multiple }) => multiple) ? [name] : [];
    }),
  );
  return new Set(oneByOne.flat());
}
