import { builder } from './builder.js';

/** Both directions that a list can be sorted in. */
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of a sorted list comes first.',
  values: {
    ASC: { value: 'ASC', description: 'Smallest, earliest or alphabetically first comes first.' },
    DESC: { value: 'DESC', description: 'Largest, latest or alphabetically last comes first.' },
  } as const,
});
