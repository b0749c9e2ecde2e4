import { builder } from './builder.js';

/** Both directions that a list can be sorted in. */
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'The direction of a sort.',
  values: {
    ASC: {
      value: 'ASC',
      description: 'Ascending: smallest number, earliest date or alphabetically first name first.',
    },
    DESC: {
      value: 'DESC',
      description: 'Descending: largest number, latest date or alphabetically last name first.',
    },
  } as const,
});

const NamedObjectOrderField = builder.enumType('NamedObjectOrderField', {
  description: 'A field to sort queues or users by.',
  values: {
    ID: { value: 'ID', description: 'The number in RT.' },
    NAME: { value: 'NAME', description: "The name, in RT's sort order." },
  } as const,
});

function namedOrder(name: string, what: string) {
  return builder.inputType(name, {
    description: `The sort order of ${what}.`,
    fields: (t) => ({
      field: t.field({
        type: NamedObjectOrderField,
        required: true,
        description: 'The field to sort by.',
      }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'The direction to sort in.',
      }),
    }),
  });
}

export const QueueOrder = namedOrder('QueueOrder', 'queues');
export const UserOrder = namedOrder('UserOrder', 'users');
