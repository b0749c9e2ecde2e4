import type { InputFieldRef } from '@pothos/core';
import { columnsWith, type TicketColumn, type WithUse } from '../../../rt/columns/ticket.js';
import type { TicketValues } from '../../../rt/values.js';
import { builder } from '../../builder.js';
import { descriptions } from '../../ticket/descriptions.js';

/** A custom field to set. */
const CustomFieldInput = builder.inputType('CustomFieldInput', {
  description: 'A custom field and its new values.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the field.' }),
    values: t.stringList({
      required: true,
      description:
        'All values of the field; they replace the old ones. An empty list clears the field. More than one value needs a field that allows several. Use dates such as 2026-11-23 for type DATE, and RFC 3339 timestamps such as 2026-11-23T09:30:00Z for type DATE_TIME.',
    }),
  }),
});

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

type Written = WithUse<'write'>;
type Fields<K extends Written> = { [N in K]: InputFieldRef<Types, TicketValues[N]> } & {
  customFields: InputFieldRef<Types, TicketValues['customFields']>;
};

function valueField(t: FieldBuilder, { write }: TicketColumn, description: string) {
  if (write === 'number') return t.int({ description });
  if (write === 'date') return t.field({ type: 'DateTime', description });
  if (write === 'people') return t.field({ type: ['EmailAddress'], description });
  return t.string({ description });
}

function valueFields(t: FieldBuilder, on: 'create' | 'update') {
  const columns = columnsWith('write').map(([name, column]) => {
    const { write, create = write }: { write: string; create?: string } = descriptions[name];
    return [name, valueField(t, column, on === 'create' ? create : write)] as const;
  });
  return {
    ...Object.fromEntries(columns),
    customFields: t.field({
      type: [CustomFieldInput],
      description:
        'The custom fields to set or clear. Custom fields that are not listed stay unchanged.',
    }),
  };
}

/** The fields of a new ticket that are columns of RT's. */
export function newTicketFields(t: FieldBuilder) {
  const all = valueFields(t, 'create');
  const fields = Object.entries(all).filter(([name]) => !onlyOnUpdate.has(name));
  const queue = t.string({ required: true, description: descriptions.queue.write });
  // Object.fromEntries forgets the names, which the input's type is made of.
  const values = Object.fromEntries(fields) as Fields<Exclude<Written, WithUse<'onlyOnUpdate'>>>;
  return { ...values, queue };
}

const onlyOnUpdate: ReadonlySet<string> = new Set(
  columnsWith('onlyOnUpdate').map(([name]) => name),
);

/** The changes that updateTicket and updateTickets make. */
export const TicketChangesInput = builder.inputType('TicketChangesInput', {
  description:
    'The changes to a ticket. Omitted fields stay unchanged. Null clears dates, the service level, the owner and lists of people; an empty list of values clears a custom field.',
  // Object.fromEntries forgets the names, which the input's type is made of.
  fields: (t) => valueFields(t, 'update') as Fields<Written>,
});

/** What says that a ticket is still the one that the client saw. */
export function seenFields(t: FieldBuilder) {
  return {
    ifUpdatedAt: t.field({
      type: 'DateTime',
      description:
        'The `updatedAt` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It is checked just before the write. RT cannot compare and write in one step, so a change at the same moment can be missed.',
    }),
    ifRevision: t.string({
      description:
        'The `revision` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It also detects changes within one second.',
    }),
  };
}
