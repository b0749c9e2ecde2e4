import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { semanticNonNullLevels } from '../../src/schema/null-only-with-error-plugin.js';
import { buildSchema } from '../../src/schema/schema.js';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import {
  type ObjectFailingProxy,
  type ObjectFailure,
  startObjectFailingProxy,
} from '../support/http/object-failing-proxy.js';

const ways: readonly ObjectFailure[] = ['refused', 'hidden', 'crashed', 'broken'];

/** A field that RT is asked for on its own, and the fields around it. `%` is where it stands in the query. */
interface Row {
  readonly parent: string;
  readonly fields: readonly string[];
  readonly query: (numbers: Readonly<Record<string, number>>) => string;
}

const rows: readonly Row[] = [
  {
    parent: 'Query',
    fields: [
      'ticket(id: $T) { number subject }',
      'tickets(query: "id = $T") { totalCount nodes { subject } }',
      'ticketCount(query: "id > 1")',
      'checkTicketSearch(query: "Subject = 1") { valid }',
      'queue(name: "General") { name description }',
      'queues { totalCount nodes { description } }',
      'user(name: "alice") { realName }',
      'users(filter: { name: { eq: "alice" } }) { nodes { realName } }',
      'group(name: "Ops Team") { description }',
      'groups { nodes { description } }',
      'attachment(id: $A) { contentType }',
      'historyItem(id: $I) { type }',
      'newTicketDefaults { status }',
      'ticketChanges(query: "id = $T") { hasMore }',
      'node(id: "ticket/$T") { id ... on Ticket { subject } }',
      'nodes(ids: ["ticket/$T"]) { id ... on Ticket { subject } }',
    ],
    query: () => '{ before: rtServer { version } % after: ticketCount(query: "id = 1") }',
  },
  {
    parent: 'Ticket',
    fields: [
      'queue { description }',
      'creator { city }',
      'revision',
      'links { uri }',
      'blockers { subject }',
      'dependencyGraph { truncated tickets { subject } dependencies { dependsOn { subject } } }',
      'attachments { totalCount nodes { contentType } }',
      'history { totalCount nodes { type } }',
      'firstMessage { text }',
      'lastCorrespondence { text }',
      'customField(name: "Single") { values definition { type } }',
    ],
    query: ({ T, L }) =>
      `{ tickets(query: "id = ${T} OR id = ${L}") { totalCount nodes { number subject status % } } }`,
  },
  {
    parent: 'TicketEdge',
    fields: ['node { number subject }'],
    query: ({ T, L }) =>
      `{ tickets(query: "id = ${T} OR id = ${L}") { totalCount edges { cursor % } } }`,
  },
  {
    parent: 'TicketWatcher',
    fields: ['user { realName }'],
    query: ({ T }) => `{ ticket(id: ${T}) { subject requestors { emailAddress % } } }`,
  },
  {
    parent: 'TicketLink',
    fields: ['target { __typename ... on Ticket { subject } }', 'linked: ticket { subject }'],
    query: ({ L }) => `{ ticket(id: ${L}) { subject links { type uri % } } }`,
  },
  {
    parent: 'HistoryItem',
    fields: ['ticket { subject queue { description } }', 'creator { realName }'],
    query: ({ I }) => `{ historyItem(id: ${I}) { id type description % } }`,
  },
  {
    parent: 'MessageHistoryItem',
    fields: ['attachments { contentType }', 'html'],
    query: ({ T }) => `{ ticket(id: ${T}) { subject firstMessage { id text % } } }`,
  },
  {
    parent: 'Attachment',
    fields: ['historyItem { type }', 'creator { realName }', 'text', 'base64'],
    query: ({ A }) => `{ attachment(id: ${A}) { id contentType headers { name } % } }`,
  },
  {
    parent: 'Queue',
    fields: [
      'tickets { totalCount }',
      'ticketCustomFields { name }',
      'statusCounts(statuses: ["new", "open"]) { status count }',
    ],
    query: () => '{ queue(name: "General") { id description % } }',
  },
  {
    parent: 'User',
    fields: ['ownedTickets { totalCount }', 'requestedTickets { totalCount }'],
    query: () => '{ user(name: "alice") { id realName % } }',
  },
  {
    parent: 'Viewer',
    fields: [
      'user { realName }',
      'ownedTickets { totalCount }',
      'requestedTickets { totalCount }',
      'bookmarkedTickets { totalCount }',
    ],
    query: () => '{ viewer { timeZone % } other: ticketCount }',
  },
  {
    parent: 'NewTicketDefaults',
    fields: ['queue { description }', 'requestor { realName }'],
    query: () => '{ newTicketDefaults { status % } }',
  },
];

/** The key of the field in an answer. */
const keyOf = (field: string): string => /^\w+/.exec(field)?.[0] ?? '';

/** Its name in the schema. */
const nameOf = (field: string): string => /^(?:\w+: )?(\w+)/.exec(field)?.[1] ?? '';

/** A value without the field under test, wherever it stands, and where it stood. */
function without(value: unknown, name: string, found: unknown[] = []): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, name, found));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (key !== name) return [[key, without(one, name, found)]];
      found.push(one);
      return [];
    }),
  );
}

test('every field for which RT is asked again has a row, or says why not', () => {
  const schema = buildSchema();
  const tried = new Set(rows.flatMap(({ fields }) => fields.map(nameOf)));
  // Writes, and what costs no request of its own: a total comes with its list, a version with any answer.
  const others = new Set([
    'totalCount',
    'rtServer',
    'viewer',
    'message',
    'count',
    'dependsOn',
    'timeZone',
    'values',
  ]);
  const untried = Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && type.name !== 'Mutation'
      ? Object.values(type.getFields()).flatMap((field) =>
          semanticNonNullLevels(field).length === 0 ||
          tried.has(field.name) ||
          others.has(field.name)
            ? []
            : [`${type.name}.${field.name}`],
        )
      : [],
  );
  expect(untried).toEqual([]);
});

describe.each(sharedBackends())('a field that fails on $name', ({ name, url, populated }) => {
  let proxy: ObjectFailingProxy;
  let app: ReturnType<typeof appFor>;
  let numbers: Record<string, number>;
  beforeAll(async () => {
    proxy = await startObjectFailingProxy(url);
    // The proxy knows REST 1.0; spoiled-rest2.test.ts lets REST 2.0 fail.
    app = appFor(proxy.url, { RT_REST: '1' });
    const { conversation: T, linkHub: L } = populated.tickets;
    const { data } = await ask(app, {
      query: `{ ticket(id: ${T}) { history(first: 1) { nodes { id } } attachments { nodes { id isText } } } }`,
    });
    const number = (id: string) => Number(id.split('/')[1]);
    const { history, attachments } = data.ticket;
    numbers = { T, L, I: number(history.nodes[0].id), A: number(attachments.nodes[0].id) };
  });
  afterAll(async () => {
    await app?.close();
    await proxy?.close();
  });

  const cases = rows.flatMap((row) =>
    row.fields.map((field) => [`${row.parent}.${nameOf(field)}`, row, field] as const),
  );

  test.each(ownRows(name, cases))(
    '%s costs itself and nothing beside it',
    async (_, row, field) => {
      const fill = (text: string) =>
        text.replace(/\$([A-Z])\b/g, (_all, key) => String(numbers[key]));
      const query = (more: string) => row.query(numbers).replace('%', fill(more));
      proxy.learn();
      const alone = await ask(app, { query: query('') });
      expect(alone.errors).toBeUndefined();
      let failures = 0;
      for (const way of ways) {
        proxy.fail(way);
        const { data, errors = [] } = await ask(app, { query: query(field) });
        failures += proxy.failed;
        const name = keyOf(field);
        const found: unknown[] = [];
        expect({ way, data: without(data, name, found) }).toEqual({ way, data: alone.data });
        for (const { path = [] } of errors) expect(path).toContain(name);
        // RT crashes over a transaction that does not exist, so a crash over one means just that.
        const isMissing = way === 'crashed' && name === 'historyItem';
        if (proxy.failed > 0 && !isMissing && (way === 'crashed' || way === 'broken')) {
          expect({ way, errors: errors.length }).not.toEqual({ way, errors: 0 });
        }
        expect(found.length).toBeGreaterThan(0);
      }
      expect(failures).toBeGreaterThan(0);
    },
  );
});
