import { startOfDay } from '../fields/local-time.js';
import type {
  DateTimeFilter,
  PersonFilter,
  TicketFilter,
  TicketOrder,
  TicketOrderField,
} from '../generated/documents.js';
import type { ListSearch } from '../route.js';

/** What a list looks for, as the API takes it. */
export function filterOf(search: ListSearch): TicketFilter {
  const { queue, status, owner, text, messages, requestor, field, value } = search;
  const dates = {
    createdAt: between(search.createdFrom, search.createdTo),
    updatedAt: between(search.updatedFrom, search.updatedTo),
    dueAt: between(search.dueFrom, search.dueTo),
  };
  const subject = { subject: { contains: text } };
  return {
    ...(queue !== '' && { queue: { eq: queue } }),
    ...(text !== '' &&
      (messages === '' ? subject : { or: [subject, { content: { contains: text } }] })),
    ...(owner !== 'anyone' && { owner: ownerFilter(owner) }),
    ...(status !== 'any' && { status: statusFilter(status) }),
    ...(requestor !== '' && { requestor: { emailContains: requestor } }),
    ...(field !== '' && {
      customFields: [{ name: field, match: value === '' ? { isSet: true } : { contains: value } }],
    }),
    ...Object.fromEntries(Object.entries(dates).filter(([, date]) => date)),
  };
}

/** What can be claimed from a list: nobody's active tickets of it. */
export function claimableOf(search: ListSearch): TicketFilter {
  return filterOf({ ...search, owner: 'anyone' });
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
