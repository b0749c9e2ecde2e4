import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { type App, createApp } from '../../src/server/app.js';

let rt: Sandbox;
let open: App;
let closed: App;

beforeAll(async () => {
  rt = await startSandbox();
  const env = { RT_URL: rt.url, RT_USER: 'root', RT_PASSWORD: 'password', LOG_LEVEL: 'silent' };
  open = createApp(readConfig(env));
  closed = createApp(readConfig({ ...env, INTROSPECTION: 'off' }));
});
afterAll(() => Promise.all([open.close(), closed.close(), rt.close()]));

async function told(app: App, query: string, variables?: object): Promise<readonly string[]> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const response = await app.fetch(
    new Request('http://x/graphql', { method: 'POST', headers, body }),
  );
  const { errors } = (await response.json()) as {
    errors?: readonly { message: string; locations?: unknown }[];
  };
  return (errors ?? []).map(({ message }) => message);
}

const listed = 'query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }';
const rows: readonly (readonly [string, object | undefined, string, string])[] = [
  [
    '{ tickets { nodes { subjct } } }',
    undefined,
    'Cannot query field "subjct" on type "Ticket". Did you mean "subject"?',
    'Cannot query field "subjct" on type "Ticket".',
  ],
  [
    '{ tickets(fist: 1) { totalCount } }',
    undefined,
    'Unknown argument "fist" on field "Query.tickets". Did you mean "first" or "last"?',
    'Unknown argument "fist" on field "Query.tickets".',
  ],
  [
    '{ tickets(filter: { status: "hunter2" }) { totalCount } }',
    undefined,
    'Argument "filter" got invalid value at "filter.status"; Expected value of type "StatusFilter". Send an object, e.g. { eq: … }. Its fields: active, eq, in, neq, notIn.',
    'Expected value of type "StatusFilter".',
  ],
  [
    listed,
    { filter: { status: 'hunter2' } },
    'Variable "$filter" got invalid value at "filter.status"; Expected type "StatusFilter" to be an object. Send an object, e.g. { eq: … }. Its fields: active, eq, in, neq, notIn.',
    'Variable "$filter" got invalid value at "filter.status"; Expected type "StatusFilter" to be an object.',
  ],
  [
    '{ tickets(filter: { and: [{ status: { eq: "new" } }, { queu: { eq: "hunter2" } }] }) { totalCount } }',
    undefined,
    'Argument "filter" got invalid value at "filter.and[1]"; Field "queu" is not defined by type "TicketFilter". Did you mean "queue"?',
    'Field "queu" is not defined by type "TicketFilter".',
  ],
  [
    '{ tickets(filter: { createdAt: { after: "hunter2" } }) { totalCount } }',
    undefined,
    'Argument "filter" got invalid value at "filter.createdAt.after"; DateTime: use an RFC 3339 date and time with an offset, e.g. 2026-11-23T09:30:00Z.',
    'DateTime: use an RFC 3339 date and time with an offset, e.g. 2026-11-23T09:30:00Z.',
  ],
  [
    'mutation { updateTicket(input: { id: 1, changes: { priority: "hunter2" } }) { outcome } }',
    undefined,
    'Argument "input" got invalid value at "input.changes.priority"; Int cannot represent non-integer value.',
    'Int cannot represent non-integer value.',
  ],
  [
    listed,
    { filter: { createdAt: { since: 'hunter2' } } },
    'Variable "$filter" got invalid value at "filter.createdAt"; Field "since" is not defined by type "DateTimeFilter". Its fields: after, before, isSet, on.',
    'Variable "$filter" got invalid value at "filter.createdAt"; Field "since" is not defined by type "DateTimeFilter".',
  ],
];

const examples: readonly (readonly [query: string, type: string, example: string])[] = [
  ['{ tickets(filter: "hunter2") { totalCount } }', 'TicketFilter', '{ status: { eq: … } }'],
  ['{ tickets(orderBy: "ID") { totalCount } }', 'TicketOrder', '{ field: … }'],
  ['mutation { createTicket(input: "x") { outcome } }', 'CreateTicketInput', '{ queue: … }'],
  [
    'mutation { commentOnTicket(input: { id: 1, body: "x" }) { outcome } }',
    'MessageBody',
    '{ text: … }',
  ],
  ['mutation { updateTicket(input: 1) { outcome } }', 'UpdateTicketInput', '{ id: …, changes: … }'],
];

test.each(examples)('%s is told what to send', async (query, type, example) => {
  const [message] = await told(open, query);
  expect(message).toContain(`"${type}`);
  expect(message).toContain(`Send an object, e.g. ${example}.`);
});

describe('a document that is not valid', () => {
  test.each(rows)('%s %o', async (query, variables, withNames, without) => {
    expect(await told(open, query, variables)).toEqual([withNames]);
    expect(await told(closed, query, variables)).toEqual([without]);
  });
});
