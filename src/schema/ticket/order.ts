import { columnsWith } from '../../rt/columns/ticket.js';
import { InvalidInputError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { OrderDirection } from '../order-by.js';
import { descriptions } from './descriptions.js';
import { customFieldKey, sortKey, type TicketKey } from './sort-key.js';

/** What RT can sort tickets by. */
export const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'A field to sort tickets by.',
  values: Object.fromEntries(
    [
      ['ID', 'id', "The ticket's number"] as const,
      ...columnsWith('sort').map(
        ([name, { sort, key }]) => [sort, key, descriptions[name].sort] as const,
      ),
    ].map(([name, value, what]) => [name, { value, description: `${what} (RT: ${value}).` }]),
  ),
});

const keys = new Map(columnsWith('sort').map(([, column]) => [column.key, sortKey(column)]));

/** The order of a list of tickets. */
export const TicketOrder = builder.inputType('TicketOrder', {
  description:
    'The sort order of tickets. RT sorts by one key; tickets with equal values are sorted by number.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, description: 'The field to sort by. Default: ID.' }),
    customField: t.string({
      description:
        'The name of a custom field to sort by. It takes precedence over `field`. The error is BAD_USER_INPUT if the field does not exist or is disabled, or if the name stands for different fields in the queues of the tickets found.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'The direction to sort in.',
    }),
  }),
});

/** RT's `orderby`, and what it compares. */
export interface RtOrder {
  readonly orderBy: string;
  /** Set where it is by number, in which case pages never shift. */
  readonly byId: 'ascending' | 'descending' | undefined;
  /** Set where it is not. */
  readonly key: TicketKey | undefined;
}

/** @throws InvalidInputError for a custom field that RT's `orderby` cannot name */
export function rtOrder(order: typeof TicketOrder.$inferInput | null | undefined): RtOrder {
  const descending = order?.direction === 'DESC';
  const sign = descending ? '-' : '+';
  if (order?.customField != null) {
    if (!/^[^{}|\n\r]+$/.test(order.customField)) {
      throw new InvalidInputError('RT cannot sort by a custom field with this name.');
    }
    return {
      orderBy: `${sign}CF.{${order.customField}}`,
      byId: undefined,
      key: customFieldKey(order.customField),
    };
  }
  const field = order?.field ?? 'id';
  return {
    orderBy: sign + field,
    byId: field === 'id' ? (descending ? 'descending' : 'ascending') : undefined,
    key: keys.get(field),
  };
}
