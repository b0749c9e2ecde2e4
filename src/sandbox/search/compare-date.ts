import type { Caller } from '../rest/call.js';
import type { Epoch } from '../store/model.js';
import { parseDate } from '../time/parse-date.js';
import { startOfDay } from '../time/zone.js';
import { QueryError } from './parse-query.js';

/** How long RT takes a day for, also where clocks change. */
const day = 86_400;

/**
 * `field operator date` as RT reads dates in a query: in the caller's zone, `=` meaning the whole
 * day, and what RT cannot read meaning "not set". Dates that are not set match nothing else.
 */
export function compareDate(
  { store, user }: Caller,
  actual: Epoch,
  operator: string,
  value: string,
): boolean {
  if (operator === 'IS' || operator === 'IS NOT') {
    return (actual === 0) === (operator === 'IS');
  }
  if (!['=', '<', '>', '<=', '>='].includes(operator)) {
    throw new QueryError(`Invalid Date Op: ${operator}`, 574);
  }
  const zone = user.timezone || store.timezone;
  const wanted = parseDate(value, store.clock(), zone);
  if (operator === '=') {
    if (wanted === 0) {
      return actual === 0;
    }
    const start = startOfDay(wanted, zone);
    return actual >= start && actual < start + day;
  }
  if (actual === 0) {
    return false;
  }
  switch (operator) {
    case '<':
      return actual < wanted;
    case '>':
      return actual > wanted;
    case '<=':
      return actual <= wanted;
    default:
      return actual >= wanted;
  }
}
