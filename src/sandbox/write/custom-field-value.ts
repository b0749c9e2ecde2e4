import { splitValues } from '../forms/split-list.js';
import { friendlyPattern } from '../read/queue.js';
import type { CustomField, Ticket, User } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { foldCase, type Store } from '../store/store.js';
import { parseDate } from '../time/parse-date.js';
import { isoInZone, isoUtc } from '../time/show-date.js';
import { canonicalIp, canonicalRange } from './canonical-ip.js';
import { record } from './record.js';
import { done, permissionDenied, type Result, refuse } from './result.js';

const invalid = 'Invalid value for custom field';

function matchesPattern(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern.replace(/\(\?#[^)]*\)/g, '')).test(value);
  } catch {
    return true;
  }
}

/** What RT keeps of a value; nothing if it counts as empty, or the reason for refusing it. */
export function canonicalValue(
  store: Store,
  user: User,
  field: CustomField,
  value: string,
): { readonly value: string } | Result {
  const zone = user.timezone || store.timezone;
  switch (field.type) {
    case 'Select': {
      const folded = foldCase(value);
      const known = field.values.find((one) => foldCase(one) === folded);
      return known === undefined && value !== '' ? refuse(invalid) : { value: known ?? '' };
    }
    case 'Date': {
      const epoch = parseDate(value, store.clock(), zone);
      return { value: epoch === 0 ? '' : isoInZone(epoch, zone).slice(0, 10) };
    }
    case 'DateTime': {
      const epoch = parseDate(value, store.clock(), zone);
      return { value: epoch === 0 ? '' : isoUtc(epoch) };
    }
    case 'IPAddress': {
      const address = canonicalIp(value);
      return value === '' || address !== undefined ? { value: address ?? '' } : refuse(invalid);
    }
    case 'IPAddressRange': {
      const range = canonicalRange(value);
      return value === '' || range !== undefined ? { value: range ?? '' } : refuse(invalid);
    }
    default:
      return { value };
  }
}

/** Checks a value and says how RT keeps it. */
function accept(
  store: Store,
  user: User,
  field: CustomField,
  given: string,
): { readonly value: string } | Result {
  const canonical = canonicalValue(store, user, field, given);
  if (!('value' in canonical) || canonical.value === '') {
    return canonical;
  }
  if (field.pattern !== '' && !matchesPattern(field.pattern, canonical.value)) {
    const pattern = friendlyPattern(field.pattern);
    return refuse(
      `Could not add a new value to custom field '${field.name}': Input must match ${pattern}`,
    );
  }
  return canonical;
}

/** The values a new ticket gets; those RT refuses are left out without a word. */
export function acceptedValues(
  store: Store,
  user: User,
  field: CustomField,
  given: string | readonly string[],
): readonly string[] {
  const all = field.multiple ? splitValues(given) : [typeof given === 'string' ? given : ''];
  const kept = all.flatMap((one) => {
    const accepted = accept(store, user, field, one);
    return 'value' in accepted && accepted.value !== '' ? [accepted.value] : [];
  });
  return [...new Set(kept)];
}

function note(
  store: Store,
  ticket: Ticket,
  user: User,
  field: CustomField,
  oldValue: string,
  newValue: string,
): void {
  const values = { field: String(field.id), oldValue, newValue };
  record(store, ticket, { type: 'CustomField', creator: user.id, ...values });
}

function setSingle(
  store: Store,
  ticket: Ticket,
  user: User,
  field: CustomField,
  value: string,
): void {
  const before = ticket.customFields.get(field.id)?.[0] ?? '';
  if (before !== value) {
    ticket.customFields.set(field.id, [value]);
    note(store, ticket, user, field, before, value);
  }
}

/** Replaces the values of a ticket's field, as editing `CF.{Name}` does. */
export function setFieldValues(
  store: Store,
  ticket: Ticket,
  user: User,
  field: CustomField,
  given: string,
): Result {
  const mayModify = hasRight(store, user, 'ModifyCustomField', { customField: field, ticket });
  const before = ticket.customFields.get(field.id) ?? [];
  const canonical = field.multiple ? undefined : accept(store, user, field, given);
  if (canonical !== undefined && !('value' in canonical)) {
    return mayModify ? canonical : permissionDenied;
  }
  const wanted = canonical === undefined ? splitValues(given) : [canonical.value];
  const isEmpty = wanted.every((value) => value === '');
  if (!mayModify) {
    return isEmpty && before.length === 0 ? done('') : permissionDenied;
  }
  if (isEmpty || field.multiple) {
    for (const value of before.filter((one) => isEmpty || !wanted.includes(one))) {
      const rest = (ticket.customFields.get(field.id) ?? []).filter((one) => one !== value);
      ticket.customFields.set(field.id, rest);
      note(store, ticket, user, field, value, '');
    }
  }
  if (isEmpty) {
    return done('');
  }
  if (!field.multiple) {
    setSingle(store, ticket, user, field, wanted[0] ?? '');
    return done('');
  }
  let last = done('');
  for (const value of wanted.filter((one) => one !== '')) {
    const accepted = accept(store, user, field, value);
    if (!('value' in accepted)) {
      last = accepted;
    } else {
      last = done('');
      const now = ticket.customFields.get(field.id) ?? [];
      if (accepted.value !== '' && !now.includes(accepted.value)) {
        ticket.customFields.set(field.id, [...now, accepted.value]);
        note(store, ticket, user, field, '', accepted.value);
      }
    }
  }
  return last;
}
