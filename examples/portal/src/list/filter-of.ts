import { startOfDay } from '../fields/local-time.js';
import type {
  DateTimeFilter,
  PersonFilter,
  TicketFilter,
  TicketOrder,
  TicketOrderField,
} from '../generated/documents.js';
import type { ListSearch } from '../route.js';

/** What somebody can be on a ticket, and how that is called. */
export const roles = [
  ['requestor', 'Requestor'],
  ['cc', 'Cc'],
  ['adminCc', 'AdminCc'],
  ['watcher', 'Any of them'],
] as const satisfies readonly (readonly [keyof TicketFilter, string])[];

/** The dates of a ticket, the names of their days in the address, and how they are called. */
export const dates = [
  ['createdAt', 'createdFrom', 'createdTo', 'Created'],
  ['updatedAt', 'updatedFrom', 'updatedTo', 'Updated'],
  ['dueAt', 'dueFrom', 'dueTo', 'Due'],
  ['startsAt', 'startsFrom', 'startsTo', 'Starts'],
  ['startedAt', 'startedFrom', 'startedTo', 'Started'],
  ['resolvedAt', 'resolvedFrom', 'resolvedTo', 'Resolved'],
  ['toldAt', 'toldFrom', 'toldTo', 'Last contact'],
] as const satisfies readonly (readonly [
  keyof TicketFilter,
  keyof ListSearch,
  keyof ListSearch,
  string,
])[];

/** What selects a list's tickets, as the API takes it. */
export interface Selection {
  readonly filter: TicketFilter;
  readonly query: string | null;
}

/** What selects a list's tickets. */
export function selectionOf(search: ListSearch): Selection {
  return { filter: filterOf(search), query: search.sql === '' ? null : search.sql };
}

function filterOf(search: ListSearch): TicketFilter {
  const { queue, status, owner, text, messages, person, field, value } = search;
  const { priorityMin, priorityMax } = search;
  const role = roles.find(([name]) => name === search.role)?.[0] ?? 'requestor';
  const subject = { subject: { contains: text } };
  return {
    ...(queue !== '' && { queue: { eq: queue } }),
    ...(text !== '' &&
      (messages === '' ? subject : { or: [subject, { content: { contains: text } }] })),
    ...(owner !== 'anyone' && { owner: ownerFilter(owner) }),
    ...(status !== 'any' && { status: statusFilter(status) }),
    ...(person !== '' && { [role]: { emailContains: person } }),
    ...((priorityMin !== '' || priorityMax !== '') && {
      priority: {
        ...(priorityMin !== '' && { gte: Number(priorityMin) }),
        ...(priorityMax !== '' && { lte: Number(priorityMax) }),
      },
    }),
    ...(field !== '' && {
      customFields: [{ name: field, match: value === '' ? { isSet: true } : { contains: value } }],
    }),
    ...Object.fromEntries(
      dates.flatMap(([name, from, to]) => {
        const date = between(search[from], search[to]);
        return date ? [[name, date]] : [];
      }),
    ),
  };
}

/** What can be claimed from a list: nobody's active tickets of it. */
export function claimableOf(search: ListSearch): Selection {
  return selectionOf({ ...search, owner: 'anyone' });
}

/** What a list can be sorted by, and how that is called. */
export const orders = [
  ['UPDATED_AT', 'updated'],
  ['CREATED_AT', 'created'],
  ['DUE_AT', 'due'],
  ['PRIORITY', 'priority'],
  ['STATUS', 'status'],
  ['SUBJECT', 'subject'],
  ['OWNER', 'owner'],
  ['QUEUE', 'queue'],
  ['TOLD_AT', 'last contact'],
  ['ID', 'number'],
] as const satisfies readonly (readonly [TicketOrderField, string])[];

/** How a list is sorted. */
export function orderOf({ sort, direction }: ListSearch): TicketOrder {
  const field = orders.find(([name]) => name === sort)?.[0] ?? 'UPDATED_AT';
  return { field, direction: direction === 'ASC' ? 'ASC' : 'DESC' };
}

/** `active` and `inactive` hold across lifecycles, whatever a site calls its statuses. */
function statusFilter(status: string): NonNullable<TicketFilter['status']> {
  if (status === 'active' || status === 'inactive') return { active: status === 'active' };
  return { eq: status };
}

function ownerFilter(owner: string): PersonFilter {
  if (owner === 'me') return { me: true };
  return owner === 'nobody' ? { nobody: true } : { name: owner };
}

/** Whole days, both included, in the browser's zone. */
function between(from: string, to: string): DateTimeFilter | undefined {
  if (from === '' && to === '') return undefined;
  return {
    ...(from !== '' && { after: secondBefore(startOfDay(from)) }),
    ...(to !== '' && { before: startOfDay(to, 1) }),
  };
}

function secondBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1000).toISOString();
}
