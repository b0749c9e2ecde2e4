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

const queueByName = "The queue's name, or its ID: queue/1 or 1 (RT: Queue).";
const ownerByName = "The owner's login name, email address, or ID: user/14 or 14 (RT: Owner).";

/** The descriptions of all that the table of columns makes. */
export const descriptions: { readonly [K in TicketColumnName]: Descriptions<K> } = {
  subject: {
    field: 'What it is about (RT: Subject); may be empty.',
    filter: 'Its subject (RT: Subject).',
    sort: 'Subject',
    write: 'One line of up to 200 bytes (RT: Subject).',
  },
  status: {
    field:
      'Lifecycle status, e.g. new, open, resolved (RT: Status). Not an enum: every RT site defines its own lifecycles.',
    filter: 'Its status (RT: Status).',
    sort: 'Status',
    write: "A status of the queue's lifecycle (RT: Status).",
    create: "An initial status; the queue's own when absent (RT: Status).",
    prefilled: 'The first status (RT: Status).',
  },
  sla: {
    field: 'Service level (RT: SLA). Null when the queue has SLA off or none is set.',
    filter: 'Its service level (RT: SLA).',
    write: 'Service level, or null for none (RT: SLA).',
    create: 'Service level (RT: SLA).',
  },
  owner: {
    field: 'Who is working on it (RT: Owner). Null when RT says Nobody. The name costs nothing.',
    filter: 'Its owner (RT: Owner).',
    sort: 'Owner name',
    write: `${ownerByName} Null for Nobody.`,
    create: `${ownerByName} Nobody when absent.`,
  },
  queue: {
    field:
      'The queue it waits in (RT: Queue). Its name costs nothing, and is empty where you may not see the queue. Null with an error if more than its name is asked for and you may not see it.',
    filter: 'Its queue (RT: Queue). eq, neq, in and notIn take its name or its ID (queue/1 or 1).',
    sort: 'Queue name',
    write: queueByName,
    prefilled: 'The queue RT offers first (RT: Queue).',
  },
  creator: {
    field: 'Who created it (RT: Creator). Null when RT does not say. The name costs nothing.',
    filter: 'Who created it (RT: Creator).',
  },
  priority: {
    field: 'How urgent it is now (RT: Priority).',
    filter: 'Its priority (RT: Priority).',
    sort: 'Priority',
    write: 'How urgent it is now (RT: Priority).',
    prefilled: "The queue's default priority. Null when it has none.",
  },
  initialPriority: {
    field: 'How urgent it was when it was created (RT: InitialPriority).',
    filter: 'Its first priority (RT: InitialPriority).',
    write: 'How urgent it was at first (RT: InitialPriority).',
    prefilled: "The queue's default first priority. Null when it has none.",
  },
  finalPriority: {
    field: 'How urgent it becomes as it nears its due date (RT: FinalPriority).',
    filter: 'Its last priority (RT: FinalPriority).',
    write: 'How urgent it becomes (RT: FinalPriority).',
    prefilled: "The queue's default last priority. Null when it has none.",
  },
  timeEstimatedMinutes: {
    field: 'Minutes it should take (RT: TimeEstimated).',
    filter: 'Minutes it should take (RT: TimeEstimated).',
    write: 'Minutes it should take (RT: TimeEstimated).',
  },
  timeWorkedMinutes: {
    field: 'Minutes it has taken (RT: TimeWorked).',
    filter: 'Minutes it took (RT: TimeWorked).',
    sort: 'Time worked',
    write: 'Minutes it has taken (RT: TimeWorked).',
  },
  timeLeftMinutes: {
    field: 'Minutes it still takes (RT: TimeLeft).',
    filter: 'Minutes it still takes (RT: TimeLeft).',
    write: 'Minutes it still takes (RT: TimeLeft).',
  },
  createdAt: {
    field: 'When it was created (RT: Created).',
    filter: 'When it was created (RT: Created).',
    sort: 'Created',
  },
  startsAt: {
    field: 'When work should start (RT: Starts). Null when not set.',
    filter: 'When work should start (RT: Starts).',
    sort: 'Starts',
    write: 'When work should start (RT: Starts).',
    prefilled: "The queue's default start, else now (RT: Starts). Null when RT offers none.",
  },
  startedAt: {
    field: 'When work started (RT: Started). Null when not set.',
    filter: 'When work started (RT: Started).',
    sort: 'Started',
    write: 'When work started (RT: Started).',
  },
  dueAt: {
    field: 'When it should be done (RT: Due). Null when not set.',
    filter: 'When it should be done (RT: Due).',
    sort: 'Due',
    write: 'When it should be done (RT: Due).',
    prefilled: "The queue's default due date (RT: Due). Null when it has none.",
  },
  resolvedAt: {
    field:
      'When its status last became inactive (RT: Resolved). RT keeps the date when the ticket is reopened. Null if that never happened.',
    filter: 'When its status last became inactive (RT: Resolved).',
    sort: 'Resolved',
    write: 'When it was resolved (RT: Resolved).',
  },
  toldAt: {
    field: 'Last contact with the requestors (RT: Told). Null when there was none.',
    filter: 'Last contact with the requestors (RT: Told).',
    sort: 'Last contact',
    write: 'Last contact (RT: Told).',
  },
  updatedAt: {
    field: 'When anything about it last changed (RT: LastUpdated).',
    filter: 'When anything about it last changed (RT: LastUpdated).',
    sort: 'Last update',
  },
  requestors: {
    field: 'Who asked for it and hears of public replies (RT: Requestors).',
    filter: 'A requestor (RT: Requestor).',
    write: 'The whole list of requestors (RT: Requestors).',
    create: 'The requestors (RT: Requestor). Empty when absent.',
    prefilled: 'The viewer (RT: Requestor).',
  },
  cc: {
    field: 'Who gets a copy of public replies (RT: Cc).',
    filter: 'A Cc (RT: Cc).',
    write: 'The whole list of Ccs (RT: Cc).',
    create: 'Ccs (RT: Cc).',
  },
  adminCc: {
    field: 'Who gets a copy of replies and internal comments (RT: AdminCc).',
    filter: 'An AdminCc (RT: AdminCc).',
    write: 'The whole list of AdminCcs (RT: AdminCc).',
    create: 'AdminCcs (RT: AdminCc).',
  },
};
