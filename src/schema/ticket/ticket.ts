import { ticketColumns as c, nobody } from '../../rt/columns/ticket.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { intField, optionalDateField, optionalStringField, stringField } from '../column-field.js';
import { needed } from '../needed.js';
import { Node } from '../node.js';
import { Queue } from '../queue/queue.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';
import { TicketWatcher } from './watcher.js';

export type TicketObject = ShownObject<'ticket'>;

/** RT's ticket. */
export const Ticket = builder.objectRef<TicketObject>('Ticket').implement({
  description: 'A request made of a queue, and all that was said and done about it since.',
  interfaces: [Node],
  fields: (t) => ({
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
    subject: t.field(stringField(c.subject, 'What it is about (RT: Subject); may be empty.')),
    status: t.field(
      stringField(
        c.status,
        'Lifecycle status, e.g. new, open, resolved (RT: Status). Not an enum: every RT site defines its own lifecycles.',
      ),
    ),
    queue: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Queue,
      description:
        'The queue it waits in (RT: Queue). Its name costs nothing, and is empty where you may not see the queue. Null with an error if more than its name is asked for and you may not see it.',
      ...needs(c.queue),
      resolve: (ticket, _, { load }, info) =>
        load.object.knownNamed('queue', ticket.read(c.queue), wantedOf(info)),
    }),
    owner: t.field({
      type: User,
      nullable: true,
      description:
        'Who is working on it (RT: Owner). Null when RT says Nobody. The name costs nothing.',
      ...needs(c.owner),
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
      description:
        'Who created it (RT: Creator). Null when RT does not say. The name costs nothing.',
      ...needs(c.creator),
      resolve(ticket, _, { load }, info) {
        const name = ticket.read(c.creator);
        return name === '' ? null : load.object.knownNamed('user', name, wantedOf(info));
      },
    }),
    requestors: t.field({
      type: [TicketWatcher],
      description: 'Who asked for it and hears of public replies (RT: Requestors).',
      ...needs(c.requestors),
      resolve: (ticket) => ticket.read(c.requestors),
    }),
    cc: t.field({
      type: [TicketWatcher],
      description: 'Who gets a copy of public replies (RT: Cc).',
      ...needs(c.cc),
      resolve: (ticket) => ticket.read(c.cc),
    }),
    adminCc: t.field({
      type: [TicketWatcher],
      description: 'Who gets a copy of replies and internal comments (RT: AdminCc).',
      ...needs(c.adminCc),
      resolve: (ticket) => ticket.read(c.adminCc),
    }),
    priority: t.field(intField(c.priority, 'How urgent it is now (RT: Priority).')),
    initialPriority: t.field(
      intField(c.initialPriority, 'How urgent it was when it was created (RT: InitialPriority).'),
    ),
    finalPriority: t.field(
      intField(
        c.finalPriority,
        'How urgent it becomes as it nears its due date (RT: FinalPriority).',
      ),
    ),
    sla: t.field(
      optionalStringField(
        c.sla,
        'Service level (RT: SLA). Null when the queue has SLA off or none is set.',
      ),
    ),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was created (RT: Created).',
      ...needs(c.created),
      resolve: (ticket) => needed(ticket.read(c.created), 'Created'),
    }),
    startsAt: t.field(
      optionalDateField(c.starts, 'When work should start (RT: Starts). Null when not set.'),
    ),
    startedAt: t.field(
      optionalDateField(c.started, 'When work started (RT: Started). Null when not set.'),
    ),
    dueAt: t.field(
      optionalDateField(c.due, 'When it should be done (RT: Due). Null when not set.'),
    ),
    resolvedAt: t.field(
      optionalDateField(
        c.resolved,
        'When its status last became inactive (RT: Resolved). RT keeps the date when the ticket is reopened. Null if that never happened.',
      ),
    ),
    toldAt: t.field(
      optionalDateField(
        c.told,
        'Last contact with the requestors (RT: Told). Null when there was none.',
      ),
    ),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When anything about it last changed (RT: LastUpdated).',
      ...needs(c.lastUpdated),
      resolve: (ticket) => needed(ticket.read(c.lastUpdated), 'LastUpdated'),
    }),
    isOverdue: t.boolean({
      description:
        'Whether its due date has passed while its status is active, in the lifecycle of its queue.',
      ...needs(c.due),
      // RT keeps the date of resolution when a ticket is opened again, so only the status tells.
      resolve(ticket, _, { load }) {
        const due = ticket.read(c.due);
        return due !== null && due.getTime() < Date.now() ? load.isActive(ticket.id) : false;
      },
    }),
    timeEstimatedMinutes: t.field(
      intField(c.timeEstimated, 'Minutes it should take (RT: TimeEstimated).'),
    ),
    timeWorkedMinutes: t.field(intField(c.timeWorked, 'Minutes it has taken (RT: TimeWorked).')),
    timeLeftMinutes: t.field(intField(c.timeLeft, 'Minutes it still takes (RT: TimeLeft).')),
  }),
});
