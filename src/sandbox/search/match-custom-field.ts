import { isIP } from 'node:net';
import type { Caller } from '../rest/call.js';
import { appliesTo, fieldsNamed } from '../store/custom-fields.js';
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
  if (field.type === 'DateTime' && operator === '=' && /\d+:\d+:\d+/.test(value)) {
    return epochOfIso(actual) === parseDate(value, caller.store.clock(), zone);
  }
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
 * Whether a ticket's values of a field are as a condition has them. RT searches fields, too, that it does not show the
 * caller. It knows one field of a name best; where several have it, or none, it joins the ticket with all fields of its
 * queue, so that a negation finds every ticket, and a ticket with two such fields both has a value and has none.
 */
export function matchesCustomField(
  caller: Caller,
  ticket: Ticket,
  path: string,
  { operator, value }: Condition,
): boolean {
  const fields = fieldsNamed(caller.store, customFieldName(path));
  const known = fields.length === 1;
  const joined = known ? fields : fields.filter((field) => appliesTo(field, { id: ticket.queue }));
  const valuesOf = ({ id }: CustomField) => ticket.customFields.get(id) ?? [];
  if (operator === 'IS') return joined.some((field) => valuesOf(field).length === 0);
  if (operator === 'IS NOT') return joined.some((field) => valuesOf(field).length > 0);
  const { operator: positive, negated } = positiveOf(operator);
  if (negated && !known) return true;
  const found = joined.some((field) =>
    valuesOf(field).some((actual) => matchesValue(caller, field, actual, positive, value)),
  );
  return found !== negated;
}
