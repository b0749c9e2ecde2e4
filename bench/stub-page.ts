import { pageSize } from './page.js';

/** What both servers answer, the one from RT's texts and the other from memory. */
export const stubQuery = `{
  tickets(first: ${pageSize}) {
    nodes {
      number subject status priority createdAt updatedAt dueAt timeWorkedMinutes
      queue { name }
      owner { name }
    }
  }
}`;

/** RT's columns behind the query. */
export const stubColumns = [
  ...['Created', 'Due', 'LastUpdated', 'Owner', 'Priority'],
  ...['Queue', 'Status', 'Subject', 'TimeWorked'],
];

/** Numbers of the page's tickets. */
export const stubNumbers: readonly number[] = Array.from({ length: pageSize }, (_, at) => at + 1);

/** One ticket as RT's forms and GraphQL's answer have it; dates as ISO 8601. */
export function stubTicket(number: number) {
  const day = String(1 + (number % 28)).padStart(2, '0');
  return {
    number,
    subject: `Request ${number}: the printer in room ${number} hums`,
    status: 'open',
    priority: number,
    createdAt: `2026-03-${day}T09:15:00Z`,
    updatedAt: `2026-04-${day}T16:45:30Z`,
    dueAt: `2026-05-${day}T12:00:00Z`,
    timeWorkedMinutes: number,
    queue: { name: number % 2 ? 'Desk' : 'Network' },
    owner: { name: number % 3 ? 'ann' : 'ben' },
  };
}
