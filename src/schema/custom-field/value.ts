import { hasType } from '../../rt/custom-field-definitions.js';
import { readUtcDate } from '../../rt/dates/dates.js';
import { isDay } from '../../rt/dates/rfc3339.js';
import { ForbiddenError } from '../../rt/errors.js';
import { listMembers, splitCustomFieldValues } from '../../rt/text-lists.js';
import { builder } from '../builder.js';
import { CustomField, type DefinedField } from './custom-field.js';

/** A custom field of one object, and the way to its definition. */
export interface CustomFieldSource {
  readonly name: string;
  readonly rawValue: string;
  /**
   * Undefined where RT 1.0 has no definitions: users, queues and groups.
   * @throws RtBadReplyError where the value may be that of another field with its name
   */
  readonly define: () => Promise<DefinedField | undefined>;
  /** RT joins the values of tickets with `,` and quotes, those of everything else with `, `. */
  readonly onTicket: boolean;
}

/**
 * Makes sure that a value is the field's own. Whoever may not read definitions is shown fields by REST 2.0 alone, and
 * none of those whose name two have.
 */
async function checkOwn({ define }: CustomFieldSource): Promise<void> {
  try {
    await define();
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
  }
}

async function valuesOf(source: CustomFieldSource): Promise<readonly string[]> {
  const definition = await source.define();
  if (source.rawValue === '') return [];
  if (!source.onTicket) return listMembers(source.rawValue);
  return definition?.multiple ? splitCustomFieldValues(source.rawValue) : [source.rawValue];
}

/** One custom field on one object. */
export const CustomFieldValue = builder.objectRef<CustomFieldSource>('CustomFieldValue').implement({
  description:
    'A custom field of an object, with its values. `rawValue` needs no extra request. On tickets, the other fields also read the definitions, once per queue: only they show whether a comma separates two values or is part of one, and whether two fields have the same name.',
  fields: (t) => ({
    name: t.string({ description: 'The name of the field.', resolve: (source) => source.name }),
    rawValue: t.string({
      description:
        'The text that RT sent, not split into values. Empty if no value is set. If several fields of the object have the same name, this is the text of one of them, and `value` and `values` are null with an error.',
      resolve: (source) => source.rawValue,
    }),
    isEmpty: t.boolean({
      description: 'Whether no value is set.',
      resolve: (source) => source.rawValue === '',
    }),
    value: t.string({
      nullable: true,
      description: 'The first value. Null if no value is set.',
      resolve: async (source) => (await valuesOf(source))[0] ?? null,
    }),
    values: t.stringList({
      nullable: true,
      nullOnlyWithError: true,
      description: "All values, in RT's order. Empty if no value is set.",
      resolve: valuesOf,
    }),
    dateValue: t.field({
      type: 'LocalDate',
      nullable: true,
      description: 'The value as a date. Null unless the type is DATE and a value is set.',
      async resolve(source) {
        if (!hasType(await source.define(), 'Date')) return null;
        const [day, ...parts] = /^(\d{4})-(\d\d)-(\d\d)/.exec(source.rawValue) ?? [];
        const [year = '', month = '', date = ''] = parts;
        return day !== undefined && isDay(year, month, date) ? day : null;
      },
    }),
    dateTimeValue: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The value as a date and time. Null unless the type is DATE_TIME and a value is set.',
      async resolve(source) {
        if (!hasType(await source.define(), 'DateTime')) return null;
        return readUtcDate(source.rawValue) ?? null;
      },
    }),
    intValue: t.int({
      nullable: true,
      description:
        'The value as an integer. Null unless the entire text is an integer of at most 32 bits.',
      async resolve(source) {
        await checkOwn(source);
        const { rawValue } = source;
        return /^[+-]?\d{1,10}$/.test(rawValue.trim()) &&
          Number(rawValue) === (Number(rawValue) | 0)
          ? Number(rawValue)
          : null;
      },
    }),
    floatValue: t.float({
      nullable: true,
      description: 'The value as a number. Null unless the entire text is a number.',
      async resolve(source) {
        await checkOwn(source);
        const { rawValue } = source;
        return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(rawValue.trim()) &&
          Number.isFinite(Number(rawValue))
          ? Number(rawValue)
          : null;
      },
    }),
    definition: t.field({
      type: CustomField,
      nullable: true,
      description:
        "The definition of the field. Null on users, queues and groups, for which REST 1.0 returns no definitions, and if you may not see the ticket's queue.",
      resolve: async (source) => (await source.define()) ?? null,
    }),
  }),
});
