import { isIP } from 'node:net';
import type { Caller } from '../rest/call.js';
import { fieldNamed } from '../store/custom-fields.js';
import type { CustomField, Ticket } from '../store/model.js';
import { parseDate } from '../time/parse-date.js';
import { epochOfIso, isoInZone } from '../time/show-date.js';
import { compareText, positiveOf } from './compare.js';
import { compareDate } from './compare-date.js';
import type { Condition } from './parse-query.js';

/** The name in `{Name}`, `Name`, `Queue.{Name}`, with or without `.Content` behind it. */
export const customFieldName = (path: string): string =>
  /^(?:.+?\.)?\{(.*)\}(?:\.\w+)?$/.exec(path)?.[1] ?? path;

const sortableIp = (value: string): string =>
  isIP(value) === 4
    ? value
        .split('.')
        .map((part) => part.padStart(3, '0'))
        .join('.')
    : value;

function matchesValue(
  caller: Caller,
  field: CustomField,
  actual: string,
  operator: string,
  value: string,
): boolean {
  const zone = caller.user.timezone || caller.store.timezone;
  if (field.type === 'DateTime' && /^[<>=]/.test(operator)) {
    return compareDate(caller, epochOfIso(actual), operator, value);
  }
  if (field.type === 'Date' && /^[<>=]/.test(operator)) {
    const epoch = parseDate(value, caller.store.clock(), zone);
    return compareText(actual, operator, isoInZone(epoch, zone).slice(0, 10));
  }
  return field.type === 'IPAddress'
    ? compareText(sortableIp(actual), operator, sortableIp(value))
    : compareText(actual, operator, value);
}

/**
 * Whether a ticket's values of a field are as a condition has them. Negations look at all. RT
 * searches fields, too, that it does not show the caller.
 */
export function matchesCustomField(
  caller: Caller,
  ticket: Ticket,
  path: string,
  { operator, value }: Condition,
): boolean {
  const field = fieldNamed(caller.store, customFieldName(path), { id: ticket.queue });
  const { operator: positive, negated } = positiveOf(operator);
  if (field === undefined) {
    return negated;
  }
  const values = ticket.customFields.get(field.id) ?? [];
  if (operator === 'IS' || operator === 'IS NOT') {
    return (values.length === 0) === (operator === 'IS');
  }
  const found = values.some((actual) => matchesValue(caller, field, actual, positive, value));
  return found !== negated;
}
