import { builder } from './builder.js';

/** Both directions that a list can be sorted in. */
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of a sorted list comes first.',
  values: {
    ASC: { value: 'ASC', description: 'Smallest, earliest or alphabetically first comes first.' },
    DESC: { value: 'DESC', description: 'Largest, latest or alphabetically last comes first.' },
  } as const,
});

const NamedObjectOrderField = builder.enumType('NamedObjectOrderField', {
  description: 'What queues and users can be sorted by.',
  values: {
    ID: { value: 'ID', description: "RT's number." },
    NAME: { value: 'NAME', description: 'The name, as RT sorts names.' },
  } as const,
});

function namedOrder(name: string, what: string) {
  return builder.inputType(name, {
    description: `How to sort ${what}.`,
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
        description: 'Which end comes first.',
      }),
    }),
  });
}

export const QueueOrder = namedOrder('QueueOrder', 'queues');
export const UserOrder = namedOrder('UserOrder', 'users');
