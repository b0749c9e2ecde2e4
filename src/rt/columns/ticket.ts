import {
  type CommonColumn,
  integer,
  type ListColumn,
  list,
  optionalText,
  text,
  zonedDate,
} from './column.js';

/** RT's placeholder for "no owner". */
export const nobody = 'Nobody';

/** What can be done with a column of a ticket, beside reading it. */
interface Uses {
  /** How TicketSQL searches it. */
  readonly filter?: 'number' | 'name' | 'status' | 'text' | 'person' | 'date';
  /** Its name in `TicketOrderField`, where RT sorts by it. */
  readonly sort?: string;
  /** How it is written; see the plans of `ticketPlans`. */
  readonly write?: 'line' | 'sla' | 'owner' | 'queue' | 'number' | 'date' | 'people';
  /** True where a new ticket cannot take it. */
  readonly onlyOnUpdate?: true;
  /** True where RT fills it in on the form for a new ticket. */
  readonly prefilled?: true;
  /** True where RT stores NULL for no value, which fits none of its comparisons. */
  readonly nullable?: true;
  /** True where every ticket has it. */
  readonly always?: true;
  /** The names in the singular, ours and RT's, where a list differs from one person in filters and on new tickets. */
  readonly one?: { readonly name: string; readonly key: string };
}

/**
 * The columns of RT's ticket form by their names in the schema, and what can be done with each. All that reads,
 * filters, sorts, writes and prefills tickets is made of this table. People are addresses, owner and queue are names.
 */
export const ticketColumns = {
  subject: { ...text('Subject'), filter: 'text', sort: 'SUBJECT', write: 'line', nullable: true },
  status: { ...text('Status'), filter: 'status', sort: 'STATUS', write: 'line', prefilled: true },
  sla: { ...optionalText('SLA'), filter: 'name', write: 'sla', nullable: true },
  owner: { ...text('Owner'), filter: 'person', sort: 'OWNER', write: 'owner' },
  queue: { ...text('Queue'), filter: 'name', sort: 'QUEUE', write: 'queue', prefilled: true },
  creator: { ...text('Creator'), filter: 'person' },
  priority: {
    ...integer('Priority'),
    ...{ filter: 'number', sort: 'PRIORITY', write: 'number', prefilled: true },
  },
  initialPriority: {
    ...integer('InitialPriority'),
    ...{ filter: 'number', write: 'number', prefilled: true },
  },
  finalPriority: {
    ...integer('FinalPriority'),
    ...{ filter: 'number', write: 'number', prefilled: true },
  },
  timeEstimatedMinutes: { ...integer('TimeEstimated'), filter: 'number', write: 'number' },
  timeWorkedMinutes: {
    ...integer('TimeWorked'),
    ...{ filter: 'number', sort: 'TIME_WORKED', write: 'number' },
  },
  timeLeftMinutes: { ...integer('TimeLeft'), filter: 'number', write: 'number' },
  createdAt: { ...zonedDate('Created'), filter: 'date', sort: 'CREATED_AT', always: true },
  startsAt: {
    ...zonedDate('Starts'),
    ...{ filter: 'date', sort: 'STARTS_AT', write: 'date', prefilled: true },
  },
  startedAt: { ...zonedDate('Started'), filter: 'date', sort: 'STARTED_AT', write: 'date' },
  dueAt: {
    ...zonedDate('Due'),
    ...{ filter: 'date', sort: 'DUE_AT', write: 'date', prefilled: true },
  },
  resolvedAt: { ...zonedDate('Resolved'), filter: 'date', sort: 'RESOLVED_AT', write: 'date' },
  toldAt: {
    ...zonedDate('Told'),
    ...{ filter: 'date', sort: 'TOLD_AT', write: 'date', onlyOnUpdate: true },
  },
  updatedAt: { ...zonedDate('LastUpdated'), filter: 'date', sort: 'UPDATED_AT', always: true },
  requestors: {
    ...list('Requestors'),
    ...{ filter: 'person', write: 'people', prefilled: true },
    one: { name: 'requestor', key: 'Requestor' },
  },
  cc: { ...list('Cc'), filter: 'person', write: 'people' },
  adminCc: { ...list('AdminCc'), filter: 'person', write: 'people' },
} as const satisfies Readonly<Record<string, CommonColumn & Uses>>;

type Table = typeof ticketColumns;

/** A ticket's column by its name in the schema. */
export type TicketColumnName = keyof Table;

/** The names of the columns that have a use: `WithUse<'write'>`, or `WithUse<'write', 'date'>`. */
export type WithUse<U extends keyof Uses, V = unknown> = {
  [K in TicketColumnName]: Table[K] extends Readonly<Record<U, infer W>>
    ? W extends V
      ? K
      : never
    : never;
}[TicketColumnName];

/** A ticket's column, and what can be done with it. */
export type TicketColumn = CommonColumn & Uses;

/** The table as pairs, in its order. */
// Object.entries widens the table's names to string.
export const ticketColumnList = Object.entries(ticketColumns) as readonly (readonly [
  TicketColumnName,
  TicketColumn,
])[];

/** The columns that have a use, by name. */
export function columnsWith<U extends keyof Uses>(
  use: U,
): readonly (readonly [
  WithUse<U>,
  TicketColumn & { readonly [P in U]-?: NonNullable<Uses[P]> },
])[] {
  // What has the use is what its name's type says.
  return ticketColumnList.filter(([, column]) => column[use] !== undefined) as never;
}

/** RT's name of one person of a list, and any other column's own. */
export function keyOfOne({ key, one }: Pick<TicketColumn, 'key' | 'one'>): string {
  return one?.key ?? key;
}

/** A role of watchers as RT calls it, which is its column's key. */
export type WatcherRole = 'Requestors' | 'Cc' | 'AdminCc';

/** The list of a role. */
export function watcherColumn(role: WatcherRole): ListColumn {
  const { requestors, cc, adminCc } = ticketColumns;
  return [cc, adminCc].find(({ key }) => key === role) ?? requestors;
}

/** What TicketSQL finds tickets by beside their columns, by the names in the schema. */
export const ticketSearchFields = {
  number: { key: 'id', filter: 'number' },
  lifecycle: { key: 'Lifecycle', filter: 'name' },
  lastUpdatedBy: { key: 'LastUpdatedBy', filter: 'person' },
  watcher: { key: 'Watcher', filter: 'person' },
  attachmentFilename: { key: 'Filename', filter: 'text', many: true },
  attachmentContentType: { key: 'ContentType', filter: 'text', many: true },
} as const satisfies Readonly<Record<string, Omit<SearchField, 'name'>>>;

/** Something that TicketSQL searches tickets by. */
export interface SearchField {
  /** Its name in `TicketFilter`. */
  readonly name: string;
  /** TicketSQL's name. */
  readonly key: string;
  readonly filter: NonNullable<Uses['filter']>;
  readonly nullable?: true | undefined;
  /** True where a ticket has many of them: its messages' and files'. */
  readonly many?: true;
}

/** All that TicketSQL searches tickets by in a common way. */
export const searchFields: readonly SearchField[] = [
  ...columnsWith('filter').map(([name, column]) => ({
    name: column.one?.name ?? name,
    key: keyOfOne(column),
    filter: column.filter,
    nullable: column.nullable,
  })),
  ...Object.entries(ticketSearchFields).map(([name, field]) => ({ name, ...field })),
];
