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
import { StatusChoice } from './status-choice.js';
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
  description: 'A ticket: a request sent to a queue, with its people, dates, messages and history.',
  interfaces: [Node],
  fields: (t) => ({
    ...plainFields(t),
    number: t.int({
      description: 'The number of the ticket, e.g. 17 for ticket 17 (RT: id).',
      resolve: (ticket) => ticket.id,
    }),
    requestedNumber: t.int({
      nullable: true,
      description:
        'The number in your request, if that ticket was merged into this one. Null if you requested this ticket by its own number.',
      // Only RT's own form tells whether a number was merged away.
      ...needs(c.status),
      resolve: ({ id, askedId }) => (askedId === undefined || askedId === id ? null : askedId),
    }),
    webUrl: t.field({
      type: 'URI',
      description: "The URL of the ticket in RT's web interface.",
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
        'Whether the due date has passed and the status is still active, in the lifecycle of the queue.',
      ...needs(c.dueAt),
      // RT keeps the date of resolution when a ticket is opened again, so only the status tells.
      resolve(ticket, _, { load }) {
        const due = ticket.read(c.dueAt);
        return due !== null && due.getTime() < Date.now() ? load.isActive(ticket.id) : false;
      },
    }),
    statusChoices: t.field({
      type: [StatusChoice],
      nullable: true,
      cost: 1,
      description:
        "The statuses that RT's Actions menu offers you for this ticket, by its lifecycle, its status and your rights. RT may accept others, too. Reading them takes one request to RT for all tickets of a page. Null if RT does not list them: RT 4.4, `RT_REST=1`, or a deleted ticket.",
      resolve: ({ id }, _, { load }) => load.statusChoices(id),
    }),
    revision: t.string({
      nullable: true,
      cost: 1,
      description:
        'An opaque string that changes with every history item that you may see, even within one second. Compare it with an earlier one, or pass it as `ifRevision`. Reading it takes one request to RT for all tickets of a page, which lists their histories. Null if you may not see the history.',
      ...needsPart('history'),
      resolve: async ({ id }, _, { load }) => revisionOf(await load.history(id)) ?? null,
    }),
  }),
});
