import type { CustomFieldType } from '../generated/documents.js';
import type { ListSearch } from '../route.js';

/** A custom field of the queue that a list shows. */
interface Field {
  readonly name: string;
  readonly type: CustomFieldType;
}

const holdDates: ReadonlySet<CustomFieldType> = new Set(['DATE', 'DATE_TIME']);

/**
 * Hints on a search that RT does not give: `%` and `_` stand for other characters. If nothing is found, the custom field
 * may not exist, or hold dates, which cannot be searched as texts. `fields` are those of the list's queue, if known.
 */
export function hintsOf(
  { queue, text, person, field, value }: ListSearch,
  { isEmpty, fields }: { readonly isEmpty: boolean; readonly fields?: readonly Field[] },
): readonly string[] {
  const hints: string[] = [];
  if (/[%_]/.test([text, person, field === '' ? '' : value].join(' '))) {
    hints.push('RT takes % for any text and _ for any character.');
  }
  if (!isEmpty || field === '') return hints;
  const named = fields?.find(({ name }) => name.toLowerCase() === field.toLowerCase());
  if (fields && !named) return [...hints, `The queue ${queue} has no custom field “${field}”.`];
  if (!named) hints.push(`Is “${field}” the whole name of a custom field?`);
  const isDate = named ? holdDates.has(named.type) : /^[\d:-]+$/.test(value);
  if (isDate && value !== '' && !/^\d{4}-\d\d-\d\d$/.test(value)) {
    hints.push('A field of dates is searched by a whole day, such as 2031-05-06.');
  }
  return hints;
}
