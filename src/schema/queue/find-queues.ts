import { fixedLimits } from '../../limits.js';
import { queueColumns as c } from '../../rt/columns/queue.js';
import { InvalidInputError } from '../../rt/errors.js';
import { quoteTicketSql } from '../../rt/quote-ticket-sql.js';
import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import { CustomField } from '../custom-field/custom-field.js';
import { namedFilter } from '../named-filter.js';
import { namedPage, readRef } from '../named-page.js';
import { QueueOrder } from '../order-by.js';
import { literal } from '../ticket/conditions.js';
import { TicketFilter } from '../ticket/filter.js';
import { TicketOrder } from '../ticket/order.js';
import { TicketConnection, ticketPage } from '../ticket/search-page.js';
import { idKey, needs, needsOf, wantedOf } from '../wanted.js';
import { Queue } from './queue.js';

const QueueConnection = connectionOf('Queue', Queue, {
  what: 'queue',
  totalCount: 'How many queues match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('queue', { id }, wanted),
});

const QueueFilter = namedFilter('queue', {
  name: 'Name (RT: Name).',
  description: 'Description (RT: Description).',
});

builder.queryFields((t) => ({
  queue: t.field({
    type: Queue,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'A queue by ID or name. Null with a NOT_FOUND error if the queue does not exist or you may not see it.',
    args: {
      id: t.arg.id({ description: 'queue/1 or 1.' }),
      name: t.arg.string({ description: "The queue's name, or its ID (queue/1 or 1)." }),
    },
    resolve: (_, { id, name }, { load }, info) =>
      load.object.called('queue', readRef('queue', { id, name }), wantedOf(info)),
  }),
  queues: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: QueueConnection,
    ...sizedByPage,
    description: 'Search queues; without a filter, all that you may see.',
    args: {
      filter: t.arg({ type: QueueFilter, description: 'Which queues.' }),
      orderBy: t.arg({
        type: QueueOrder,
        defaultValue: { field: 'NAME', direction: 'ASC' },
        description: 'How to sort them.',
      }),
      ...pageArgs,
    },
    resolve: (_, { filter, orderBy, ...args }, context) =>
      namedPage('queue', filter, orderBy, args, context),
  }),
}));

const StatusCount = builder
  .objectRef<{ readonly status: string; readonly count: number }>('StatusCount')
  .implement({
    description: 'How many tickets of a queue have a status.',
    fields: (t) => ({
      status: t.string({ description: 'The status asked for.', resolve: ({ status }) => status }),
      count: t.int({
        nullable: true,
        nullOnlyWithError: true,
        description: 'How many tickets you may see.',
        resolve: ({ count }) => count,
      }),
    }),
  });

const inQueue = (name: string) => `Queue = ${quoteTicketSql(name)}`;

builder.objectFields(Queue, (t) => ({
  ticketCustomFields: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: [CustomField],
    description:
      'Definitions of the custom fields that its tickets carry, as far as you may see them (RT: ticketcustomfields).',
    ...needs(c.name),
    resolve: (queue, _, { load }) => load.customFields({ name: queue.read(c.name) }),
  }),
  tickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description: 'Its tickets, as far as you may see them.',
    args: {
      filter: t.arg({ type: TicketFilter, description: 'ANDed with the queue.' }),
      query: t.arg({ type: 'TicketSQL', description: 'Raw TicketSQL, ANDed with the queue.' }),
      orderBy: t.arg({ type: TicketOrder, description: 'By number when absent.' }),
      ...pageArgs,
    },
    ...needs(c.name),
    resolve: (queue, { filter, query, orderBy, ...args }, context, info) =>
      ticketPage(
        { filter, query, orderBy, scope: inQueue(queue.read(c.name)) },
        args,
        context,
        info,
      ),
  }),
  statusCounts: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: [StatusCount],
    description: 'Ticket counts by the statuses given, one cheap search each.',
    args: {
      statuses: t.arg.stringList({
        required: true,
        description: `Up to ${fixedLimits.maxStatuses} statuses, e.g. new, open.`,
      }),
    },
    ...needs(c.name),
    resolve(queue, { statuses }, { load }) {
      if (statuses.length > fixedLimits.maxStatuses) {
        throw new InvalidInputError(`Ask for at most ${fixedLimits.maxStatuses} statuses.`);
      }
      return Promise.all(
        statuses.map(async (status) => {
          const query = `${inQueue(queue.read(c.name))} AND Status = ${literal(status)}`;
          return { status, count: await load.search.ticketCount(query) };
        }),
      );
    },
  }),
  webUrl: t.field({
    type: 'URI',
    description: "The queue's tickets in the RT web interface.",
    ...needsOf({ keys: new Set([c.name.key, ...(idKey.keys ?? [])]) }),
    resolve: (queue, _, { load }) =>
      `${load.webUrl}/Search/Results.html?${new URLSearchParams({ Query: `Queue = ${queue.id}` })}`,
  }),
}));
