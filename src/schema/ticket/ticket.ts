import { ticketColumns as c, nobody, ticketColumnList } from '../../rt/columns/ticket.js';
import { revisionOf } from '../../rt/revision.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { columnField } from '../column-field.js';
import { Node } from '../node.js';
import { Queue } from '../queue/queue.js';
import { User } from '../user/user.js';
import { needs, needsNamed, needsPart, wantedOf } from '../wanted.js';
import { descriptions } from './descriptions.js';
import { TicketWatcher } from './watcher.js';

export type TicketObject = ShownObject<'ticket'>;

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, TicketObject>;

/** Columns that are read as other objects, each in its own way. */
const objects: ReadonlySet<string> = new Set(['queue', 'owner', 'creator']);

/** The fields that give what a column holds. */
function plainFields(t: FieldBuilder) {
  const columns = ticketColumnList.filter(([name]) => !objects.has(name));
  return Object.fromEntries(
    columns.map(([name, column]) => {
      const description = descriptions[name].field;
      const field =
        column.holds === 'list'
          ? t.field({
              type: [TicketWatcher],
              description,
              ...needs(column),
              resolve: (ticket) => ticket.read(column),
            })
          : columnField(t, column, description);
      return [name, field];
    }),
  );
}

/** RT's ticket. */
export const Ticket = builder.objectRef<TicketObject>('Ticket').implement({
  description: 'A request made of a queue, and all that was said and done about it since.',
  interfaces: [Node],
  fields: (t) => ({
    ...plainFields(t),
    number: t.int({
      description: 'The number people say: the 17 of ticket 17.',
      resolve: (ticket) => ticket.id,
    }),
    requestedNumber: t.int({
      nullable: true,
      description:
        'The number asked for, when a merge made it answer as another ticket. Null when the ticket answered to its own number.',
      // Only RT's own form tells whether a number was merged away.
      ...needs(c.status),
      resolve: ({ id, askedId }) => (askedId === undefined || askedId === id ? null : askedId),
    }),
    webUrl: t.field({
      type: 'URI',
      description: 'Display page in the RT web interface.',
      resolve: (ticket, _, { load }) => `${load.webUrl}/Ticket/Display.html?id=${ticket.id}`,
    }),
    queue: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Queue,
      description: descriptions.queue.field,
      ...needsNamed(c.queue),
      resolve: (ticket, _, { load }, info) =>
        load.object.knownNamed('queue', ticket.read(c.queue), wantedOf(info)),
    }),
    owner: t.field({
      type: User,
      nullable: true,
      description: descriptions.owner.field,
      ...needsNamed(c.owner),
      resolve(ticket, _, { load }, info) {
        const name = ticket.read(c.owner);
        return name === nobody || name === ''
          ? null
          : load.object.knownNamed('user', name, wantedOf(info));
      },
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description: descriptions.creator.field,
      ...needsNamed(c.creator),
      resolve(ticket, _, { load }, info) {
        const name = ticket.read(c.creator);
        return name === '' ? null : load.object.knownNamed('user', name, wantedOf(info));
      },
    }),
    isOverdue: t.boolean({
      description:
        'Whether its due date has passed while its status is active, in the lifecycle of its queue.',
      ...needs(c.dueAt),
      // RT keeps the date of resolution when a ticket is opened again, so only the status tells.
      resolve(ticket, _, { load }) {
        const due = ticket.read(c.dueAt);
        return due !== null && due.getTime() < Date.now() ? load.isActive(ticket.id) : false;
      },
    }),
    revision: t.string({
      nullable: true,
      cost: 1,
      description:
        'Changes with every transaction that you may see, also within one second. Opaque: compare it, or give it back as `ifRevision`. RT lists all transactions of the ticket for it, in one request for all tickets of a page. Null when you may not see the history.',
      ...needsPart('history'),
      resolve: async ({ id }, _, { load }) => revisionOf(await load.history(id)) ?? null,
    }),
  }),
});
