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
  totalCount: 'The number of queues that match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('queue', { id }, wanted),
});

const QueueFilter = namedFilter('queue');

builder.queryFields((t) => ({
  queue: t.field({
    type: Queue,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One queue, by its ID or name. Null, with a NOT_FOUND error, if it does not exist or if you may not see it.',
    args: {
      id: t.arg.id({ description: 'The ID of the queue: queue/1 or 1.' }),
      name: t.arg.string({ description: 'The name of the queue, or its ID: queue/1 or 1.' }),
    },
    resolve: (_, { id, name }, { load }, info) =>
      load.object.called('queue', readRef('queue', { id, name }), wantedOf(info)),
  }),
  queues: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: QueueConnection,
    ...sizedByPage,
    description: 'Queues. Without a filter, all queues that you may see.',
    args: {
      filter: t.arg({ type: QueueFilter, description: 'The queues to return.' }),
      orderBy: t.arg({
        type: QueueOrder,
        defaultValue: { field: 'NAME', direction: 'ASC' },
        description: 'The sort order.',
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
    description: 'The number of tickets in a queue that have a certain status.',
    fields: (t) => ({
      status: t.string({ description: 'The status.', resolve: ({ status }) => status }),
      count: t.int({
        nullable: true,
        nullOnlyWithError: true,
        description: 'The number of these tickets that you may see.',
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
      'The definitions of the custom fields on the tickets of this queue (RT: ticketcustomfields). Fields that you may not see are not included.',
    ...needs(c.name),
    async resolve(queue, _, { load }) {
      const name = queue.read(c.name);
      const definitions = await load.customFields({ name });
      return definitions.map((definition) => ({ ...definition, queue: name }));
    },
  }),
  tickets: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: TicketConnection,
    ...sizedByPage,
    description: 'The tickets in this queue that you may see.',
    args: {
      filter: t.arg({
        type: TicketFilter,
        description: 'Further conditions. Only tickets of this queue that meet them are returned.',
      }),
      query: t.arg({
        type: 'TicketSQL',
        description:
          'Further conditions, in TicketSQL. Only tickets of this queue that meet them are returned.',
      }),
      orderBy: t.arg({ type: TicketOrder, description: 'The sort order. Default: by number.' }),
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
    description: 'The number of tickets for each given status, with one fast search per status.',
    args: {
      statuses: t.arg.stringList({
        required: true,
        description: `The statuses to count, e.g. new and open. Up to ${fixedLimits.maxStatuses}.`,
      }),
    },
    ...needs(c.name),
    resolve(queue, { statuses }, { load }) {
      if (statuses.length > fixedLimits.maxStatuses) {
        throw new InvalidInputError(`Request at most ${fixedLimits.maxStatuses} statuses at once.`);
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
    description: "The URL of the queue's tickets in RT's web interface.",
    ...needsOf({ keys: new Set([c.name.key, ...(idKey.keys ?? [])]) }),
    resolve: (queue, _, { load }) =>
      `${load.webUrl}/Search/Results.html?${new URLSearchParams({ Query: `Queue = ${queue.id}` })}`,
  }),
}));
