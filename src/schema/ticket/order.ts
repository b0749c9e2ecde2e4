import { InvalidInputError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { OrderDirection } from '../order-direction.js';

const fields = {
  ID: ['id', "The ticket's number"],
  SUBJECT: ['Subject', 'Subject'],
  STATUS: ['Status', 'Status'],
  QUEUE: ['Queue', 'Queue name'],
  OWNER: ['Owner', 'Owner name'],
  PRIORITY: ['Priority', 'Priority'],
  CREATED_AT: ['Created', 'Created'],
  STARTS_AT: ['Starts', 'Starts'],
  STARTED_AT: ['Started', 'Started'],
  DUE_AT: ['Due', 'Due'],
  RESOLVED_AT: ['Resolved', 'Resolved'],
  TOLD_AT: ['Told', 'Last contact'],
  UPDATED_AT: ['LastUpdated', 'Last update'],
  TIME_WORKED: ['TimeWorked', 'Time worked'],
} as const;

/** What RT can sort tickets by. */
export const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'A column that RT sorts tickets by.',
  // Object.fromEntries forgets the names, which the enum's type is made of.
  values: Object.fromEntries(
    Object.entries(fields).map(([name, [value, description]]) => [
      name,
      { value, description: `${description} (RT: ${value}).` },
    ]),
  ) as { [K in keyof typeof fields]: { value: (typeof fields)[K][0]; description: string } },
});

/** The order of a list of tickets. */
export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'How to sort tickets. RT sorts by one key.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, description: 'The column; ID when absent.' }),
    customField: t.string({
      description:
        'Sort by this custom field. Wins over `field`. BAD_USER_INPUT when the field is unknown, disabled, or not the same in the queues of all tickets found.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});

/** RT's `orderby`, and whether it is by number, in which case pages never shift. */
export interface RtOrder {
  readonly orderBy: string;
  readonly byId: 'ascending' | 'descending' | undefined;
}

/** @throws InvalidInputError for a custom field that RT's `orderby` cannot name */
export function rtOrder(order: typeof TicketOrder.$inferInput | null | undefined): RtOrder {
  const descending = order?.direction === 'DESC';
  const sign = descending ? '-' : '+';
  if (order?.customField != null) {
    if (!/^[^{}|\n\r]+$/.test(order.customField)) {
      throw new InvalidInputError('RT cannot sort by a custom field of that name.');
    }
    return { orderBy: `${sign}CF.{${order.customField}}`, byId: undefined };
  }
  const field = order?.field ?? 'id';
  return {
    orderBy: sign + field,
    byId: field === 'id' ? (descending ? 'descending' : 'ascending') : undefined,
  };
}
