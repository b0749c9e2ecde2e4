import { type CustomFieldDefinition, hasType } from '../../rt/custom-field-definitions.js';
import { builder } from '../builder.js';

/** The definition of a custom field of a queue's tickets. */
export interface DefinedField extends CustomFieldDefinition {
  /** The queue's name. */
  readonly queue: string;
}

const types = {
  SELECT: ['Select', 'A value from a list (RT: Select).'],
  FREEFORM: ['Freeform', 'One line of text (RT: Freeform).'],
  TEXT: ['Text', 'Text of several lines (RT: Text).'],
  HTML: ['HTML', 'HTML text (RT: HTML).'],
  WIKITEXT: ['Wikitext', 'Wiki text (RT: Wikitext).'],
  IMAGE: ['Image', 'An uploaded image (RT: Image).'],
  BINARY: ['Binary', 'An uploaded file (RT: Binary).'],
  COMBOBOX: ['Combobox', 'A value from a list, or any text (RT: Combobox).'],
  AUTOCOMPLETE: ['Autocomplete', 'Text with suggestions while typing (RT: Autocomplete).'],
  DATE: ['Date', 'A date without a time (RT: Date).'],
  DATE_TIME: ['DateTime', 'A date and time (RT: DateTime).'],
  IP_ADDRESS: ['IPAddress', 'An IP address (RT: IPAddress).'],
  IP_ADDRESS_RANGE: ['IPAddressRange', 'A range of IP addresses (RT: IPAddressRange).'],
} as const;

/** The types whose values RT offers. */
const offering = ['Select', 'Combobox', 'Autocomplete'] as const;

/** RT's custom field types. */
export const CustomFieldType = builder.enumType('CustomFieldType', {
  description: 'The type of the values of a custom field.',
  values: {
    ...(Object.fromEntries(
      Object.entries(types).map(([name, [value, description]]) => [name, { value, description }]),
      // Object.fromEntries forgets the names, which the enum's type is made of.
    ) as { [K in keyof typeof types]: { value: (typeof types)[K][0]; description: string } }),
    OTHER: {
      value: 'OTHER',
      description: 'Any other type, for example one added by an RT extension.',
    },
  },
});

function readType(definition: CustomFieldDefinition) {
  return Object.values(types).find(([value]) => hasType(definition, value))?.[0] ?? 'OTHER';
}

/** The definition of a custom field. */
export const CustomField = builder.objectRef<DefinedField>('CustomField').implement({
  description: "The definition of a custom field. RT's REST 1.0 does not report its number.",
  fields: (t) => ({
    name: t.string({
      description: 'The name of the field (RT: Name).',
      resolve: (field) => field.name,
    }),
    description: t.string({
      nullable: true,
      description: 'The purpose of the field (RT: Description). Null if not set.',
      resolve: (field) => field.description,
    }),
    type: t.field({
      type: CustomFieldType,
      description: 'The type of the values (RT: Type).',
      resolve: (field) => readType(field),
    }),
    isMultiple: t.boolean({
      description: 'Whether the field can have more than one value (RT: MaxValues).',
      resolve: (field) => field.multiple,
    }),
    pattern: t.string({
      nullable: true,
      description:
        "The validation pattern in RT's readable form, e.g. [Digits]. Null if the field accepts any value.",
      resolve: (field) => field.pattern,
    }),
    options: t.stringList({
      nullable: true,
      cost: 1,
      description:
        "The values to choose from, in RT's order. Reading them takes one request to RT for a queue, and one for each field with values to choose from. Null unless the type is SELECT, COMBOBOX or AUTOCOMPLETE, and if RT does not list them: RT 4.4, `RT_REST=1`, or several fields with the same name.",
      resolve: (field, _, { load }) =>
        offering.some((type) => hasType(field, type))
          ? load.fieldOptions({ queue: field.queue, field: field.name })
          : null,
    }),
  }),
});
