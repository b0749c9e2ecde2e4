import { stubNumbers, stubTicket } from './stub-page.js';

/** What REST 2.0 lists of a record that a ticket names. */
const named = (type: string, id: number, name: string) => ({
  type,
  id,
  Name: name,
  EmailAddress: `${name}@example.com`,
  SLADisabled: '1',
  Disabled: '0',
});

const unsetDate = '1970-01-01T00:00:00Z';

/** All columns of a ticket that may be asked for, as REST 2.0 prints them. */
function columnsOf(number: number): Readonly<Record<string, unknown>> {
  const ticket = stubTicket(number);
  const { queue, owner } = ticket;
  return {
    id: String(number),
    EffectiveId: String(number),
    Type: 'ticket',
    Subject: ticket.subject,
    Status: ticket.status,
    Priority: String(ticket.priority),
    Created: ticket.createdAt,
    LastUpdated: ticket.updatedAt,
    Due: ticket.dueAt,
    TimeWorked: String(ticket.timeWorkedMinutes),
    Queue: named('queue', queue.name === 'Desk' ? 1 : 2, queue.name),
    Owner: named('user', owner.name === 'ann' ? 11 : 12, owner.name),
    Creator: named('user', 11, 'ann'),
  };
}

function columnOf(columns: Readonly<Record<string, unknown>>, name: string, of: string | null) {
  const value = columns[name] ?? (/^(Start(s|ed)|Resolved|Told)$/.test(name) ? unsetDate : '');
  if (typeof value !== 'object' || value === null) return value;
  const { type, id, Name } = value as ReturnType<typeof named>;
  // A record is its type and its name or number, and then what was asked for of it.
  const identity = { type, id: type === 'user' ? Name : String(id), _url: `http://stub/${type}` };
  const asked = (of ?? '').split(',').filter((field) => field !== '');
  return {
    ...identity,
    ...Object.fromEntries(asked.map((field) => [field, Object(value)[field] ?? ''])),
  };
}

/** A page of all tickets as REST 2.0 lists them, by the parameters of the request. */
export function listTickets(params: URLSearchParams): string {
  const fields = (params.get('fields') ?? '').split(',').filter((field) => field !== '');
  const perPage = Number(params.get('per_page') ?? 20);
  const page = Number(params.get('page') ?? 1);
  const total = stubNumbers.length;
  const items = stubNumbers.slice((page - 1) * perPage, page * perPage).map((number) => {
    const columns = columnsOf(number);
    return {
      type: 'ticket',
      id: String(number),
      _url: `http://stub/ticket/${number}`,
      ...Object.fromEntries(
        fields.map((field) => [field, columnOf(columns, field, params.get(`fields[${field}]`))]),
      ),
    };
  });
  const list = { count: items.length, total, pages: Math.ceil(total / perPage), page };
  // RT indents its lists.
  return JSON.stringify({ ...list, per_page: perPage, items }, null, 3);
}
