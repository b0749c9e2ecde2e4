import { builder } from './builder.js';
import { OrderDirection } from './order-direction.js';

export const NamedObjectOrderField = builder.enumType('NamedObjectOrderField', {
  description: 'What queues and users can be sorted by.',
  values: {
    ID: { value: 'ID', description: "RT's number." },
    NAME: { value: 'NAME', description: 'The name, as RT sorts names.' },
  } as const,
});

export const QueueOrder = builder.inputType('QueueOrder', {
  description: 'How to sort queues.',
  fields: (t) => ({
    field: t.field({ type: NamedObjectOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});

export const UserOrder = builder.inputType('UserOrder', {
  description: 'How to sort users.',
  fields: (t) => ({
    field: t.field({ type: NamedObjectOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});
