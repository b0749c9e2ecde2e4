import { ticketColumnList } from '../columns/ticket.js';
import { asList, asObject, asText, type JsonObject } from './json.js';
import { instant, type ListedField, ofObject, plain } from './listed-field.js';

/** An unset date, as REST 2.0 prints it. */
const epoch = '1970-01-01T00:00:00Z';

/** A date in UTC; empty where it is unset. */
function date(field: string): ListedField {
  const { text } = instant(field);
  return {
    field,
    text(item) {
      const listed = text(item);
      return listed === epoch ? '' : listed;
    },
  };
}

const named = (field: string) => ofObject(field, 'Name', ['id', 'Name']);

/** REST 2.0 names roles in the singular. */
const roles: Readonly<Record<string, string>> = { Requestors: 'Requestor' };

/** A role's people are told by `readPeople`, since not all whom REST 2.0 lists are listed by REST 1.0. */
const people = (key: string): ListedField => ({
  field: roles[key] ?? key,
  of: ['id', 'Name', 'EmailAddress'],
  text: () => '',
});

const special: Readonly<Record<string, ListedField>> = {
  Queue: named('Queue'),
  Owner: named('Owner'),
  Creator: named('Creator'),
  // REST 1.0 leaves it out where the queue has none, but not where the queue is hidden, whose columns are empty here.
  SLA: {
    field: 'SLA',
    text: (item) =>
      ['', '0'].includes(asText(asObject(item['Queue'])?.['SLADisabled']))
        ? asText(item['SLA'])
        : '',
  },
};

const kinds = { date, list: people } as const;

/** The columns of tickets that REST 2.0 lists, by REST 1.0's keys. Whatever is missing here is never asked of it. */
export const ticketFields: ReadonlyMap<string, ListedField> = new Map(
  ticketColumnList.map(([, { key, holds }]) => {
    const of = holds === 'date' || holds === 'list' ? kinds[holds] : plain;
    return [key, special[key] ?? of(key)] as const;
  }),
);

/** A person on a ticket, or a group. */
export interface ListedMember {
  readonly isUser: boolean;
  readonly number: number | undefined;
  readonly name: string;
  readonly emailAddress: string;
}

/** Who has a role on a listed ticket; undefined where RT has not listed the role. */
export function membersOf(item: JsonObject, key: string): readonly ListedMember[] | undefined {
  const field = ticketFields.get(key)?.field ?? key;
  return asList(item[field])?.map((member) => {
    const shown = asObject(member) ?? {};
    return {
      isUser: shown['type'] === 'user',
      number: Number(asText(shown['id'])) || undefined,
      name: asText(shown['Name']),
      emailAddress: asText(shown['EmailAddress']),
    };
  });
}
