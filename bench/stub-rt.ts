// An RT that answers at once, by REST 1.0 and REST 2.0: a program of its own, on the port in PORT.
import { createServer } from 'node:http';
import { stubNumbers, stubTicket } from './stub-page.js';
import { listTickets } from './stub-rest2.js';

const ok = 'RT/5.0.3 200 Ok\n\n';
const cookie = `RT_SID_stub.example.com.80=${'0'.repeat(32)}`;

/** RT's way to write a date in a ticket's form: `Sun Mar 10 07:30:00 2024`. */
function ctime(iso: string): string {
  const [day = '', date, month, year, time] = new Date(iso).toUTCString().split(' ');
  return `${day.slice(0, 3)} ${month} ${date} ${time} ${year}`;
}

function columnsOf(number: number): Readonly<Record<string, string | number>> {
  const ticket = stubTicket(number);
  return {
    Subject: ticket.subject,
    Status: ticket.status,
    Priority: ticket.priority,
    Created: ctime(ticket.createdAt),
    LastUpdated: ctime(ticket.updatedAt),
    Due: ctime(ticket.dueAt),
    TimeWorked: `${ticket.timeWorkedMinutes} minutes`,
    Queue: ticket.queue.name,
    Owner: ticket.owner.name,
  };
}

function show(params: URLSearchParams): string {
  const columns = params.get('fields')?.split(',') ?? [];
  const forms = params.getAll('id').map((id) => {
    // What ends an answer is of no type that RT has.
    const [type = ''] = id.split('/');
    if (type.startsWith('end-')) return `# Unknown object type: ${type}\n\nid: ${id}\n`;
    if (id === 'ticket/new') return newTicket();
    const number = Number(id.slice('ticket/'.length));
    // The first login asks how far ticket numbers go.
    if (!stubNumbers.includes(number)) return `# Ticket ${number} does not exist.\n`;
    const values = columnsOf(number);
    const lines = columns.map((column) => `${column}: ${values[column] ?? ''}\n`);
    return `id: ${id}\n${lines.join('')}`;
  });
  return `${ok}${forms.join('\n--\n\n')}\n`;
}

/** Whoever the caller is, and now in their zone. */
const newTicket = () =>
  `# Required: id, Queue\n\nid: ticket/new\nRequestor: agent\nStarts: ${new Date()
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')}\n`;

const found = `${ok}${stubNumbers.map((number) => `ticket/${number}\n`).join('')}\n\n`;

/** Answers by request, so that the second of a kind costs nothing. */
const known = new Map<string, string>();

function remembered(request: string, answer: () => string): string {
  const kept = known.get(request) ?? answer();
  known.set(request, kept);
  return kept;
}

function rest1(path: string, body: string): string {
  if (path === 'search/ticket') return found;
  if (path !== 'show') return `${ok}# Invalid object specification: ''\n\nid: \n\n`;
  const answer = () => show(new URLSearchParams(body));
  return body.includes('ticket%2Fnew') ? answer() : remembered(body, answer);
}

/** The version that tells that REST 2.0 is there, and lists of tickets. */
function rest2(url: URL, body: string, loggedIn: boolean): readonly [status: number, text: string] {
  if (!loggedIn) return [401, '{"message":"Unauthorized"}'];
  const path = url.pathname.slice('/REST/2.0/'.length);
  if (path === 'rt') return [200, '{"Version":"5.0.3"}'];
  if (path !== 'tickets') return [404, '{"message":"Not Found"}'];
  const params = `${url.searchParams}&${body}`;
  return [200, remembered(params, () => listTickets(new URLSearchParams(params)))];
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const url = new URL(request.url ?? '', 'http://stub.example.com');
    if (url.pathname.startsWith('/REST/2.0/')) {
      const [status, text] = rest2(url, body, request.headers.cookie !== undefined);
      response.writeHead(status, { 'content-type': 'application/json; charset="utf-8"' });
      response.end(text);
      return;
    }
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.setHeader('set-cookie', `${cookie}; path=/; HttpOnly`);
    response.end(rest1(url.pathname.replace('/REST/1.0/', ''), body));
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
