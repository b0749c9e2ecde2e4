import { ticketColumns as c } from '../../rt/columns/ticket.js';
import { InvalidInputError } from '../../rt/errors.js';
import { builder } from '../builder.js';
import { OrderDirection } from '../order-direction.js';
import { customFieldKey, dateKey, numberKey, type TicketKey, textKey } from './sort-key.js';

const fields = {
  ID: ['id', "The ticket's number", undefined],
  SUBJECT: ['Subject', 'Subject', textKey(c.subject)],
  STATUS: ['Status', 'Status', textKey(c.status)],
  QUEUE: ['Queue', 'Queue name', textKey(c.queue)],
  OWNER: ['Owner', 'Owner name', textKey(c.owner)],
  PRIORITY: ['Priority', 'Priority', numberKey(c.priority)],
  CREATED_AT: ['Created', 'Created', dateKey(c.created)],
  STARTS_AT: ['Starts', 'Starts', dateKey(c.starts)],
  STARTED_AT: ['Started', 'Started', dateKey(c.started)],
  DUE_AT: ['Due', 'Due', dateKey(c.due)],
  RESOLVED_AT: ['Resolved', 'Resolved', dateKey(c.resolved)],
  TOLD_AT: ['Told', 'Last contact', dateKey(c.told)],
  UPDATED_AT: ['LastUpdated', 'Last update', dateKey(c.lastUpdated)],
  TIME_WORKED: ['TimeWorked', 'Time worked', numberKey(c.timeWorked)],
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

const keys = new Map<string, TicketKey | undefined>(
  Object.values(fields).map(([name, , key]) => [name, key]),
);

/** The order of a list of tickets. */
export const TicketOrder = builder.inputType('TicketOrder', {
  description:
    'How to sort tickets. RT sorts by one key; tickets that share it are sorted by number.',
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
      throw new InvalidInputError('RT cannot sort by a custom field of that name.');
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
