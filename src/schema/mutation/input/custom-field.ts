import { builder } from '../../builder.js';

/** A custom field to set. */
export const CustomFieldInput = builder.inputType('CustomFieldInput', {
  description: 'A custom field and all its values.',
  fields: (t) => ({
    name: t.string({ required: true, description: "The field's name." }),
    values: t.stringList({
      required: true,
      description:
        'Empty list clears. More than one value needs a multi-value field. A field of type DATE takes days such as 2026-11-23, one of type DATE_TIME takes RFC 3339 instants such as 2026-11-23T09:30:00Z.',
    }),
  }),
});
