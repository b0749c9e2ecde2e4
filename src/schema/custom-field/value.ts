import { type CustomFieldDefinition, hasType } from '../../rt/custom-field-definitions.js';
import { readUtcDate } from '../../rt/dates/dates.js';
import { isDay } from '../../rt/dates/rfc3339.js';
import { listMembers, splitCustomFieldValues } from '../../rt/text-lists.js';
import { builder } from '../builder.js';
import { CustomField } from './custom-field.js';

/** A custom field of one object, and the way to its definition. */
export interface CustomFieldSource {
  readonly name: string;
  readonly rawValue: string;
  /** Undefined where RT 1.0 has no definitions: users, queues and groups. */
  readonly define: () => Promise<CustomFieldDefinition | undefined>;
  /** RT joins the values of tickets with `,` and quotes, those of everything else with `, `. */
  readonly onTicket: boolean;
}

async function valuesOf(source: CustomFieldSource): Promise<readonly string[]> {
  if (source.rawValue === '') return [];
  if (!source.onTicket) return listMembers(source.rawValue);
  const definition = await source.define();
  return definition?.multiple ? splitCustomFieldValues(source.rawValue) : [source.rawValue];
}

/** One custom field on one object. */
export const CustomFieldValue = builder.objectRef<CustomFieldSource>('CustomFieldValue').implement({
  description:
    'One custom field on one object. `rawValue` is free. `values` reads the definition (once per queue), since only the definition tells whether a comma separates values or belongs to one.',
  fields: (t) => ({
    name: t.string({ description: "The field's name.", resolve: (source) => source.name }),
    rawValue: t.string({
      description: 'The text RT sent, unsplit; empty when unset.',
      resolve: (source) => source.rawValue,
    }),
    isEmpty: t.boolean({
      description: 'Whether no value is set.',
      resolve: (source) => source.rawValue === '',
    }),
    value: t.string({
      nullable: true,
      description: 'The first value. Null when none is set.',
      resolve: async (source) => (await valuesOf(source))[0] ?? null,
    }),
    values: t.stringList({
      nullable: true,
      nullOnlyWithError: true,
      description: 'All values, in RT’s order; empty when none is set.',
      resolve: valuesOf,
    }),
    dateValue: t.field({
      type: 'LocalDate',
      nullable: true,
      description: 'The value as a day. Null unless the type is DATE and a value is set.',
      async resolve(source) {
        if (source.rawValue === '' || !hasType(await source.define(), 'Date')) return null;
        const [day, ...parts] = /^(\d{4})-(\d\d)-(\d\d)/.exec(source.rawValue) ?? [];
        const [year = '', month = '', date = ''] = parts;
        return day !== undefined && isDay(year, month, date) ? day : null;
      },
    }),
    dateTimeValue: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The value as an instant (RT prints it in UTC). Null unless the type is DATE_TIME and a value is set.',
      async resolve(source) {
        if (source.rawValue === '' || !hasType(await source.define(), 'DateTime')) return null;
        return readUtcDate(source.rawValue) ?? null;
      },
    }),
    intValue: t.int({
      nullable: true,
      description: 'The value as a whole number. Null unless the whole text is one of 32 bits.',
      resolve: ({ rawValue }) =>
        /^[+-]?\d{1,10}$/.test(rawValue.trim()) && Number(rawValue) === (Number(rawValue) | 0)
          ? Number(rawValue)
          : null,
    }),
    floatValue: t.float({
      nullable: true,
      description: 'The value as a number. Null unless the whole text is one.',
      resolve: ({ rawValue }) =>
        /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(rawValue.trim()) &&
        Number.isFinite(Number(rawValue))
          ? Number(rawValue)
          : null,
    }),
    definition: t.field({
      type: CustomField,
      nullable: true,
      description:
        'How the field is defined. Null on users, queues and groups, whose definitions RT 1.0 does not show, and where you may not see the ticket’s queue.',
      resolve: async (source) => (await source.define()) ?? null,
    }),
  }),
});
