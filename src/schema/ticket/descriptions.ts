import type { TicketColumnName, WithUse } from '../../rt/columns/ticket.js';

type If<Yes, Text> = Yes extends true ? Text : unknown;
type Has<K, Names> = K extends Names ? true : false;

/** What the schema says of a column, once for each use that the table of columns gives it. */
type Descriptions<K extends TicketColumnName> = {
  /** Of the field of `Ticket`. */
  readonly field: string;
} & If<Has<K, WithUse<'filter'>>, { readonly filter: string }> &
  If<Has<K, WithUse<'sort'>>, { readonly sort: string }> &
  If<
    Has<K, WithUse<'write'>>,
    {
      /** Of the input field. */
      readonly write: string;
      /** The same on a new ticket, where it differs. */
      readonly create?: string;
    }
  > &
  If<Has<K, WithUse<'prefilled'>>, { readonly prefilled: string }>;

const queueByName = 'The name of the queue, or its ID: queue/1 or 1 (RT: Queue).';
const ownerByName =
  'The login name of the owner, or the email address or ID: user/14 or 14 (RT: Owner).';

/** The descriptions of all that the table of columns makes. */
export const descriptions: { readonly [K in TicketColumnName]: Descriptions<K> } = {
  subject: {
    field: 'The subject (RT: Subject). Empty if not set.',
    filter: 'The subject (RT: Subject).',
    sort: 'The subject',
    write: 'The subject: one line of up to 200 bytes (RT: Subject).',
  },
  status: {
    field:
      'The status, e.g. new, open or resolved (RT: Status). Not an enum, because each RT defines its own lifecycles.',
    filter: 'The status (RT: Status).',
    sort: 'The status',
    write: 'The new status, from the lifecycle of the queue (RT: Status).',
    create: 'The initial status (RT: Status). Default: the one set in the lifecycle of the queue.',
    prefilled: 'The initial status (RT: Status).',
  },
  sla: {
    field:
      'The service level (RT: SLA). Null if it is not set, or if service levels are disabled for the queue.',
    filter: 'The service level (RT: SLA).',
    write: 'The service level (RT: SLA). Null removes it.',
    create: 'The service level (RT: SLA).',
  },
  owner: {
    field:
      'The user who is responsible for the ticket (RT: Owner). Null if the ticket has no owner (in RT: Nobody). The name alone needs no extra request.',
    filter: 'The owner (RT: Owner).',
    sort: 'The login name of the owner',
    write: `${ownerByName} Null removes the owner.`,
    create: `${ownerByName} Default: no owner.`,
  },
  queue: {
    field:
      'The queue the ticket belongs to (RT: Queue). The name alone needs no extra request, and is empty if you may not see the queue. Null, with an error, if you select other fields of a queue that you may not see.',
    filter:
      'The queue (RT: Queue). `eq`, `neq`, `in` and `notIn` take the name or the ID (queue/1 or 1).',
    sort: 'The name of the queue',
    write: queueByName,
    prefilled: 'The queue that RT preselects (RT: Queue).',
  },
  creator: {
    field:
      'The user who created the ticket (RT: Creator). Null if RT does not report a user. The name alone needs no extra request.',
    filter: 'The user who created the ticket (RT: Creator).',
  },
  priority: {
    field: 'The current priority of the ticket (RT: Priority).',
    filter: 'The current priority (RT: Priority).',
    sort: 'The current priority',
    write: 'The priority of the ticket (RT: Priority). RT 5 cannot change it to a negative number.',
    create: 'The priority of the ticket (RT: Priority).',
    prefilled:
      'The default priority of the queue (RT: Priority). Null if the queue has no default.',
  },
  initialPriority: {
    field: 'The priority of the ticket when it was created (RT: InitialPriority).',
    filter: 'The initial priority (RT: InitialPriority).',
    write: 'The initial priority of the ticket (RT: InitialPriority).',
    prefilled:
      'The default initial priority of the queue (RT: InitialPriority). Null if the queue has no default.',
  },
  finalPriority: {
    field:
      'The priority that the ticket is to reach at its due date, if RT is set up to escalate priorities (RT: FinalPriority).',
    filter: 'The final priority (RT: FinalPriority).',
    write:
      'The priority that the ticket is to reach at its due date, if RT is set up to escalate priorities (RT: FinalPriority).',
    prefilled:
      'The default final priority of the queue (RT: FinalPriority). Null if the queue has no default.',
  },
  timeEstimatedMinutes: {
    field: 'The estimated work in minutes (RT: TimeEstimated).',
    filter: 'The estimated work in minutes (RT: TimeEstimated).',
    write: 'The estimated work in minutes (RT: TimeEstimated).',
  },
  timeWorkedMinutes: {
    field: 'The work done so far in minutes (RT: TimeWorked).',
    filter: 'The work done so far in minutes (RT: TimeWorked).',
    sort: 'The work done so far',
    write: 'The time worked, in minutes (RT: TimeWorked).',
  },
  timeLeftMinutes: {
    field: 'The remaining work in minutes (RT: TimeLeft).',
    filter: 'The remaining work in minutes (RT: TimeLeft).',
    write: 'The remaining work in minutes (RT: TimeLeft).',
  },
  createdAt: {
    field: 'The date and time when the ticket was created (RT: Created).',
    filter: 'The date and time when the ticket was created (RT: Created).',
    sort: 'The date of creation',
  },
  startsAt: {
    field: 'The date and time when work on the ticket should start (RT: Starts). Null if not set.',
    filter: 'The date and time when work on the ticket should start (RT: Starts).',
    sort: 'The date when work should start',
    write: 'The date and time when work on the ticket should start (RT: Starts).',
    prefilled:
      'The default start date of the queue, or the current time (RT: Starts). Null if RT offers no date.',
  },
  startedAt: {
    field: 'The date and time when work on the ticket started (RT: Started). Null if not set.',
    filter: 'The date and time when work on the ticket started (RT: Started).',
    sort: 'The date when work started',
    write: 'The date and time when work on the ticket started (RT: Started).',
  },
  dueAt: {
    field: 'The date and time by which the ticket is due (RT: Due). Null if not set.',
    filter: 'The date and time by which the ticket is due (RT: Due).',
    sort: 'The due date',
    write: 'The date and time by which the ticket is due (RT: Due).',
    prefilled: 'The default due date of the queue (RT: Due). Null if the queue has no default.',
  },
  resolvedAt: {
    field:
      'The date and time when the status last became inactive (RT: Resolved). RT keeps it when the ticket is reopened. Null if the status was never inactive.',
    filter: 'The date and time when the status last became inactive (RT: Resolved).',
    sort: 'The date when the status last became inactive',
    write: 'The date and time when the ticket was resolved (RT: Resolved).',
  },
  toldAt: {
    field:
      'The date and time of the last contact with the requestors (RT: Told). Null if there was no contact.',
    filter: 'The date and time of the last contact with the requestors (RT: Told).',
    sort: 'The date of the last contact',
    write: 'The date and time of the last contact with the requestors (RT: Told).',
  },
  updatedAt: {
    field: 'The date and time of the last change to the ticket (RT: LastUpdated).',
    filter: 'The date and time of the last change to the ticket (RT: LastUpdated).',
    sort: 'The date of the last change',
  },
  requestors: {
    field:
      'The requestors: the people who asked for the ticket and receive public replies (RT: Requestors).',
    filter: 'The requestors (RT: Requestor).',
    write: 'The email addresses of all requestors, replacing the present ones (RT: Requestors).',
    create: 'The email addresses of the requestors (RT: Requestor). Default: none.',
    prefilled: 'The viewer, as the requestor (RT: Requestor).',
  },
  cc: {
    field: 'The people who receive copies of public replies (RT: Cc).',
    filter: 'The Ccs (RT: Cc).',
    write: 'The email addresses of all Ccs, replacing the present ones (RT: Cc).',
    create: 'The email addresses of the Ccs (RT: Cc).',
  },
  adminCc: {
    field: 'The people who receive copies of public replies and internal comments (RT: AdminCc).',
    filter: 'The AdminCcs (RT: AdminCc).',
    write: 'The email addresses of all AdminCcs, replacing the present ones (RT: AdminCc).',
    create: 'The email addresses of the AdminCcs (RT: AdminCc).',
  },
};
