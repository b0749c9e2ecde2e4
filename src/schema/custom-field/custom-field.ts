import { type CustomFieldDefinition, hasType } from '../../rt/custom-field-definitions.js';
import { builder } from '../builder.js';

const types = {
  SELECT: ['Select', 'Choose from a list (RT: Select).'],
  FREEFORM: ['Freeform', 'One line of text (RT: Freeform).'],
  TEXT: ['Text', 'Text of many lines (RT: Text).'],
  HTML: ['HTML', 'HTML text (RT: HTML).'],
  WIKITEXT: ['Wikitext', 'Wiki text (RT: Wikitext).'],
  IMAGE: ['Image', 'An uploaded image (RT: Image).'],
  BINARY: ['Binary', 'An uploaded file (RT: Binary).'],
  COMBOBOX: ['Combobox', 'Choose from a list or type (RT: Combobox).'],
  AUTOCOMPLETE: ['Autocomplete', 'Type with completion (RT: Autocomplete).'],
  DATE: ['Date', 'A day (RT: Date).'],
  DATE_TIME: ['DateTime', 'A moment (RT: DateTime).'],
  IP_ADDRESS: ['IPAddress', 'An IP address (RT: IPAddress).'],
  IP_ADDRESS_RANGE: ['IPAddressRange', 'A range of IP addresses (RT: IPAddressRange).'],
} as const;

/** RT's custom field types. */
export const CustomFieldType = builder.enumType('CustomFieldType', {
  description: 'What a custom field holds, in RT’s own types.',
  values: {
    ...(Object.fromEntries(
      Object.entries(types).map(([name, [value, description]]) => [name, { value, description }]),
      // Object.fromEntries forgets the names, which the enum's type is made of.
    ) as { [K in keyof typeof types]: { value: (typeof types)[K][0]; description: string } }),
    OTHER: { value: 'OTHER', description: 'A type added by an RT extension.' },
  },
});

function readType(definition: CustomFieldDefinition) {
  return Object.values(types).find(([value]) => hasType(definition, value))?.[0] ?? 'OTHER';
}

/** The definition of a custom field. */
export const CustomField = builder.objectRef<CustomFieldDefinition>('CustomField').implement({
  description:
    'A custom field as administrators defined it. RT 1.0 tells neither its number nor the values to select from.',
  fields: (t) => ({
    name: t.string({ description: "The field's name (RT: Name).", resolve: (field) => field.name }),
    description: t.string({
      nullable: true,
      description: 'What the field is for (RT: Description). Null when unset.',
      resolve: (field) => field.description,
    }),
    type: t.field({
      type: CustomFieldType,
      description: 'What it holds (RT: Type).',
      resolve: (field) => readType(field),
    }),
    isMultiple: t.boolean({
      description: 'Whether it takes more than one value (RT: MaxValues).',
      resolve: (field) => field.multiple,
    }),
    pattern: t.string({
      nullable: true,
      description:
        "RT's friendly form of the validation pattern, e.g. [Digits]. Null when any value will do.",
      resolve: (field) => field.pattern,
    }),
  }),
});
