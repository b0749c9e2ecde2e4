import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../src/sandbox/world.js';
import type { App } from '../../src/server/app.js';
import { whole } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { type Answer, appFor, ask, basicAuth, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { hasRest2 } from './ways.js';

/** What a client can see of an answer, whatever RT was asked for it, and in which order its parts failed. */
function seen({ data, errors = [] }: Answer): unknown {
  const told = errors.map(({ message, path = [], extensions }) => ({
    path: path.join('.'),
    message,
    code: extensions['code'],
  }));
  // Links are sealed anew for each answer.
  const alike = JSON.stringify(data)?.replace(/signature=[\w.~-]+/g, 'signature=');
  return { data: alike, errors: told.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

const person = 'id name realName emailAddress organization';
const people =
  'requestors { emailAddress user { name realName } } cc { emailAddress } adminCc { emailAddress }';
const scalars = `subject status sla priority initialPriority finalPriority timeWorkedMinutes timeEstimatedMinutes
  timeLeftMinutes createdAt startsAt startedAt dueAt resolvedAt toldAt updatedAt isOverdue`;
const named = `queue { id name description correspondAddress commentAddress isDisabled isSlaDisabled }
  owner { ${person} } creator { name realName }`;
const items = `id type description createdAt timeTakenMinutes creator { name realName }
  raw { field oldValue newValue data }`;

const orders = [
  'ID',
  'SUBJECT',
  'STATUS',
  'QUEUE',
  'OWNER',
  'PRIORITY',
  'CREATED_AT',
  'DUE_AT',
  'STARTS_AT',
  'UPDATED_AT',
  'TOLD_AT',
  'TIME_WORKED',
];

const lists: readonly string[] = [
  `{ tickets(first: 100) { totalCount pageInfo { hasNextPage hasPreviousPage } nodes { number ${scalars} } } }`,
  `{ tickets(first: 100) { nodes { number ${named} } } }`,
  `{ tickets(first: 100) { nodes { number ${people} } } }`,
  '{ tickets(first: 100) { edges { node { customFields(names: ["Single", "Multi", "When", "Select"]) { name rawValue values } } } } }',
  '{ tickets(first: 100) { nodes { customField(name: "multi") { name rawValue values } queue { name } } } }',
  `{ tickets(first: 100) { nodes { history(last: 4) { nodes { ${items} } } } } }`,
  ...[
    'history(last: 3)',
    'history(first: 3, orderBy: DESC)',
    'history(last: 40)',
    'history(orderBy: DESC)',
    'history(last: 1)',
  ].map(
    (history) => `{ tickets(first: 100) { nodes { number ${history} {
      pageInfo { hasNextPage hasPreviousPage }
      nodes { id type createdAt timeTakenMinutes creator { name } raw { field oldValue newValue data } }
    } } } }`,
  ),
  '{ tickets(first: 100) { nodes { number revision firstMessage { text } } } }',
  ...[
    "Status = 'open'",
    "Status = '__Active__'",
    "Subject LIKE 'o'",
    "Owner = 'Nobody'",
    "Requestor.EmailAddress LIKE 'example.com'",
    "Created > '1 week ago'",
    "Type = 'reminder' OR id > 0",
    "Queue = 'Nope'",
    'id < 1',
    'no sense at all',
    "Nope = 'x'",
  ].map(
    (query) => `{
    ticketCount(query: "${query}")
    tickets(query: "${query}", first: 3) { totalCount pageInfo { hasNextPage } nodes { number subject } }
  }`,
  ),
  '{ queues { nodes { name description statusCounts { status count } } } }',
  `{ a: user(name: "alice") { ${person} city } b: user(emailAddress: "alice@example.com") { ${person} }
     c: user(name: "gone") { ${person} } d: user(name: "a,b") { ${person} } e: user(name: "nobody at all") { id }
     f: user(id: "user/14") { ${person} isDisabled isPrivileged } g: user(name: "424242") { id name } }`,
  `{ a: queue(name: "General") { id name description } b: queue(name: "Sales, EMEA") { id name }
     c: queue(name: "Private") { id name } d: queue(name: "Closed Down") { id name isDisabled }
     e: queue(id: "queue/1") { id name } f: queue(id: "queue/99999") { id } }`,
  '{ viewer { user { name realName } ownedTickets(first: 5) { totalCount nodes { number } } } }',
];

const ordered: readonly string[] = orders.flatMap((field) =>
  ['ASC', 'DESC'].map(
    (direction) => `{
      a: tickets(first: 7, orderBy: { field: ${field}, direction: ${direction} }) {
        totalCount pageInfo { hasNextPage hasPreviousPage } nodes { number }
      }
      b: tickets(last: 6, orderBy: { field: ${field}, direction: ${direction} }) {
        pageInfo { hasNextPage hasPreviousPage } nodes { number }
      }
    }`,
  ),
);

/** Tickets in full, some in one operation. */
function inFull(numbers: readonly number[], fields: string, size = 6): readonly string[] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, at) => {
    const some = numbers.slice(at * size, (at + 1) * size);
    return `{ ${some.map((number) => `t${number}: ticket(id: ${number}) { ${fields} }`).join(' ')} }`;
  });
}

const files = `attachments(first: 30) { nodes { id filename contentType subject messageId createdAt size contentId
    contentEncoding isInline isText headers { name value } creator { name } parent { id } historyItem { id type } } }
  history { nodes { ${items} ... on MessageHistoryItem { text html attachments { id filename size } } } }`;

/** Histories without their sentences, which REST 2.0 lists for few tickets at once. */
const bareHistories = `number
  history(first: 2) { totalCount pageInfo { hasNextPage } edges { cursor node { id type } } }
  all: history(first: 100, orderBy: DESC) { totalCount pageInfo { hasNextPage hasPreviousPage }
    nodes { id type createdAt timeTakenMinutes creator { name } raw { field oldValue newValue data } } }`;

const everything = `number requestedNumber ${scalars} ${named} ${people} links { type uri }
  history(last: 5) { pageInfo { hasPreviousPage } nodes { id type createdAt } }`;

/** Asks everything both ways, and collects what differs. */
async function differences(
  both: App,
  alone: App,
  queries: readonly string[],
  who: Readonly<Record<string, string>> | { readonly as: string },
): Promise<readonly unknown[]> {
  const options = 'as' in who ? who : { as: null, headers: who };
  const found: unknown[] = [];
  for (const query of queries) {
    const [by2, by1] = await Promise.all([
      ask(both, { query, ...options }),
      ask(alone, { query, ...options }),
    ]);
    const [two, one] = [JSON.stringify(seen(by2)), JSON.stringify(seen(by1))];
    if (two !== one) found.push({ query, two: seen(by2), one: seen(by1) });
  }
  return found;
}

describe.each(sharedBackends().filter(hasRest2))('both ways into $name', (backend) => {
  const { url, populated } = backend;
  const both = appFor(url, { RT_REST: 'auto' });
  const alone = appFor(url, { RT_REST: '1' });
  afterAll(async () => {
    await both.close();
    await alone.close();
  });
  const numbers = Object.values(populated.tickets);
  const nodes = `{ nodes(ids: ${JSON.stringify(
    [...numbers.slice(0, 60), 99_999].map((number) => `ticket/${number}`),
  )}) { id ... on Ticket { ${scalars} ${named} ${people} } } }`;

  const half = (odd: 0 | 1) => (whole ? numbers : numbers.filter((_, at) => at % 2 === odd));

  /** What somebody asks. Root and low see tickets differently; each is asked for in each of three ways by one of them. */
  function asked(as: string): readonly string[] {
    const queries = [...lists, nodes];
    switch (as) {
      case 'root':
        return [
          ...queries,
          // RT orders for everybody alike.
          ...ordered,
          ...inFull([...half(0), 99_999], everything),
          ...inFull(half(1), files),
          ...inFull(half(0), bareHistories, 3),
        ];
      case 'low':
        return [
          ...queries,
          ...inFull([...half(1), 99_999], everything),
          ...inFull(half(0), files),
          ...inFull(half(1), bareHistories, 3),
        ];
      // These see what root sees, in other zones and words.
      case 'tokyo':
      case 'french':
        return whole ? queries : queries.filter((query) => /At\b|description/.test(query));
      default:
        return queries;
    }
  }

  test.each(['root', 'alice', 'low', 'norights', 'tokyo', 'french'])(
    'answer %s alike',
    { timeout: 240_000 },
    async (as) => {
      const queries = asked(as);
      expect(queries.length).toBeGreaterThan(as === 'root' ? 60 : 3);
      expect(await differences(both, alone, queries, { as })).toEqual([]);
    },
  );

  test('serve lists, counts and people by REST 2.0', async () => {
    const query = `{ tickets(first: 5) { totalCount nodes { subject queue { description } owner { realName } } } }`;
    const { rt } = await ask(both, { query });
    expect(new Set(rt.calls.map(({ rest }) => rest))).toEqual(new Set([2]));
    expect((await ask(alone, { query })).rt.calls.every(({ rest }) => rest === 1)).toBe(true);
  });

  test('find the same next page by each other’s cursors', async () => {
    for (const field of orders) {
      const ask5 = (app: App, after: string) =>
        dataOf(app, {
          query: `{ tickets(first: 5, ${after} orderBy: { field: ${field}, direction: DESC }) {
            pageInfo { endCursor hasPreviousPage } nodes { number }
          } }`,
        });
      const [two, one] = [await ask5(both, ''), await ask5(alone, '')];
      expect(two.tickets.nodes).toEqual(one.tickets.nodes);
      const pages = await Promise.all(
        [both, alone].flatMap((app) =>
          [two, one].map(({ tickets }) => ask5(app, `after: "${tickets.pageInfo.endCursor}",`)),
        ),
      );
      const [first, ...others] = pages.map(({ tickets }) => ({
        nodes: tickets.nodes,
        hasPreviousPage: tickets.pageInfo.hasPreviousPage,
      }));
      for (const other of others) expect(other).toEqual(first);
    }
  });
});

const fewFields: World = {
  name: 'few.example.com',
  timezone: 'Europe/Berlin',
  queues: [{ name: 'General', description: 'the default' }, { name: 'Sales, EMEA' }],
  users: ['agent', 'owner', 'leaver', 'zora']
    .map((name) => ({
      name,
      password: `${name}pass1`,
      privileged: true,
      emailAddress: `${name}@example.com`,
      realName: `${name} Example`,
    }))
    .concat({
      name: 'customer',
      password: 'customerpass1',
      privileged: false,
      emailAddress: 'customer@example.com',
      realName: 'A Customer',
    }),
  groups: [{ name: 'Ops', description: 'a group', members: ['owner', 'zora'] }],
  customFields: [
    { name: 'Single', description: 'one', on: 'ticket', type: 'Freeform' },
    { name: 'Multi', description: 'many', on: 'ticket', type: 'Freeform', multiple: true },
    { name: 'When', description: 'an instant', on: 'ticket', type: 'DateTime' },
    { name: 'Text', description: 'a text', on: 'ticket', type: 'Text' },
  ],
  rights: [
    ...['SeeQueue', 'ShowTicket', 'ShowTicketComments', 'SeeCustomField', 'ModifyTicket'].map(
      (right) => ({ user: 'agent', right }),
    ),
    ...['owner', 'leaver', 'zora'].map((user) => ({ user, right: 'OwnTicket' })),
    ...['ShowTicket', 'ReplyToTicket'].map((right) => ({
      user: 'customer',
      queue: 'General',
      right,
    })),
  ],
};

describe.runIf(realRtAvailable(5))('where tickets have few custom fields', () => {
  let rt: RealRt;
  let both: App;
  let alone: App;
  const agent = { authorization: basicAuth('agent', 'agentpass1') };
  beforeAll(async () => {
    rt = await startRealRt(5, fewFields);
    both = appFor(rt.url, { RT_REST: 'auto' });
    alone = appFor(rt.url, { RT_REST: '1' });
    const values = [
      { name: 'Single', values: ['one, with a comma'] },
      { name: 'Multi', values: ['b', 'a, c', "it's", 'back\\slash, "quoted"', 'd'] },
      { name: 'When', values: ['2027-07-01T10:20:00Z'] },
      { name: 'Text', values: ['two\nlines'] },
    ];
    for (const owner of ['owner', 'leaver', 'zora']) {
      await newTicket(alone, {
        queue: owner === 'zora' ? 'Sales, EMEA' : 'General',
        owner,
        requestors: [`${owner}@example.com`, 'zz@example.com', 'AA@example.com'],
        cc: ['leaver@example.com', 'agent@example.com'],
        dueAt: '2027-07-31T01:30:00Z',
        customFields: values,
      });
    }
    await newTicket(alone, { subject: 'bare', queue: 'General' });
    // RT lists a disabled account no more, neither as a watcher nor by its name.
    const disabled = await fetch(`${rt.url}/REST/2.0/user/leaver`, {
      method: 'PUT',
      headers: {
        authorization: basicAuth('root', 'password'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ Disabled: 1 }),
    });
    expect(disabled.status).toBe(200);
    await newTicket(alone, { subject: 'with a group', queue: 'General' });
  }, 120_000);
  afterAll(async () => {
    await both.close();
    await alone.close();
    await rt.stop();
  });

  const queries = [
    `{ tickets { nodes { number ${people} ${named} ${scalars} } } }`,
    '{ tickets { nodes { customFields(names: ["When", "Text", "Multi", "Single", "Nope"]) { name rawValue values dateTimeValue } } } }',
    '{ tickets { nodes { queue { name } customField(name: "MULTI") { name rawValue values definition { type } } } } }',
    '{ tickets(orderBy: { field: DUE_AT }) { nodes { number dueAt customFields { name values } } } }',
  ];

  test('the custom fields of a page come with it, in RT’s order', async () => {
    expect(await differences(both, alone, [...queries, ...queries], agent)).toEqual([]);
    const [, query = ''] = queries;
    const { rt: report } = await ask(both, { query, as: null, headers: agent });
    const plain = await ask(both, {
      query: query.replace(/ values dateTimeValue/, ''),
      as: null,
      headers: agent,
    });
    expect(plain.rt.calls.map(({ rest, operation }) => `${rest} ${operation}`)).toEqual([
      '2 tickets',
    ]);
    expect(report.requests).toBeGreaterThan(1);
    expect(await differences(both, alone, queries, { as: 'root' })).toEqual([]);
  });

  test('the custom fields of a ticket come with it too', async () => {
    const fields = `number queue { name } ${people}
      customFields(names: ["When", "Text", "Multi", "Single", "Nope"]) { name rawValue values }`;
    const each = [1, 2, 3, 4, 5, 999].map((id) => `{ ticket(id: ${id}) { ${fields} } }`);
    const nodes = `{ nodes(ids: ["ticket/1", "ticket/3", "ticket/4", "ticket/999"]) { ... on Ticket { ${fields} } } }`;
    await dataOf(both, { query: queries[1] ?? '', as: null, headers: agent });
    expect(await differences(both, alone, [...each, nodes], agent)).toEqual([]);
    const query = `{ ticket(id: 1) { number queue { name }
      customFields(names: ["When", "Text", "Multi", "Single"]) { name rawValue } } }`;
    const { rt: report } = await ask(both, { query, as: null, headers: agent });
    expect(report.calls.map(({ rest, operation }) => `${rest} ${operation}`)).toEqual([
      '2 tickets',
    ]);
  });

  test('the hour that comes twice is told exactly', async () => {
    const dueAt = '2027-10-31T01:30:00Z';
    const { id } = await dataOf(alone, { query: '{ ticket(id: 4) { id } }' }).then(
      (data) => data.ticket,
    );
    await fetch(`${rt.url}/REST/2.0/${id}`, {
      method: 'PUT',
      headers: {
        authorization: basicAuth('root', 'password'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ Due: '2027-10-31 01:30:00' }),
    });
    expect(await dataOf(both, { query: '{ ticket(id: 4) { dueAt } }' })).toEqual({
      ticket: { dueAt },
    });
  });

  describe('an unprivileged user', () => {
    const customer = { authorization: basicAuth('customer', 'customerpass1') };
    const asked = (query: string, app = both) => ask(app, { query, as: null, headers: customer });

    test('is turned away where REST 1.0 alone is asked', async () => {
      const { errors, data } = await asked('{ tickets { nodes { number } } }', alone);
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
      expect(data).toEqual({ tickets: null });
    });

    test('reads tickets, their history and texts, and replies', async () => {
      const number = await newTicket(alone, {
        queue: 'General',
        subject: 'of a customer',
        requestors: ['customer@example.com'],
        body: { text: 'It does not work.' },
      });
      await mutate(alone, 'commentOnTicket', { id: number, body: { text: 'internal' } });
      const list = await asked(`{ viewer { user { name realName } }
        ticketCount tickets(last: 1) { totalCount nodes { number subject status queue { name } requestors { emailAddress } } } }`);
      expect(list.errors).toBeUndefined();
      expect(list.data.viewer.user).toEqual({ name: 'customer', realName: 'A Customer' });
      expect(list.data.tickets.totalCount).toBe(list.data.ticketCount);
      expect(list.data.tickets.nodes[0]).toMatchObject({ number, subject: 'of a customer' });
      const reply =
        await asked(`mutation { replyToTicket(input: { id: ${number}, body: { text: "  It still does not." } }) {
        outcome userErrors { code message } historyItem { type text creator { name } }
      } }`);
      expect(reply.errors).toBeUndefined();
      expect(reply.data.replyToTicket).toEqual({
        outcome: 'APPLIED',
        userErrors: [],
        historyItem: {
          type: 'Correspond',
          text: '  It still does not.',
          creator: { name: 'customer' },
        },
      });
      const read = await asked(`{ ticket(id: ${number}) { subject createdAt
        history { nodes { type createdAt ... on MessageHistoryItem { text } } } } }`);
      expect(read.errors).toBeUndefined();
      const messages = read.data.ticket.history.nodes.filter(({ text }: { text?: string }) => text);
      expect(messages).toMatchObject([
        { type: 'Create', text: 'It does not work.' },
        { type: 'Correspond', text: '  It still does not.' },
      ]);
    });

    test('hears what RT does not give to them', async () => {
      const { data, errors } = await asked(`{ ticket(id: 99999) { subject }
        a: ticket(id: 1) { links { uri } } groups { nodes { name } } }`);
      expect(data.ticket).toBeNull();
      const codes = errors?.map(({ path, extensions }) => [path?.[0], extensions['code']]);
      expect(codes?.sort()).toEqual([
        ['a', 'FORBIDDEN'],
        ['groups', 'FORBIDDEN'],
        ['ticket', 'NOT_FOUND'],
      ]);
      const comment = await asked(
        'mutation { commentOnTicket(input: { id: 1, body: { text: "no" } }) { outcome userErrors { code } } }',
      );
      expect(comment.data.commentOnTicket).toEqual({
        outcome: 'REJECTED',
        userErrors: [{ code: 'FORBIDDEN' }],
      });
    });
  });
});
