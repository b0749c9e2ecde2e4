import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { App } from '../../src/server/app.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { cpuMs } from '../support/process/cpu-ms.js';
import { testWorld } from '../support/world/world.js';

let sandbox: Sandbox;
let app: App;
let closed: App;

beforeAll(async () => {
  sandbox = await startSandbox({ world: testWorld });
  app = appFor(sandbox.url);
  closed = appFor(sandbox.url, { INTROSPECTION: 'off', GRAPHIQL: 'off' });
  await newTicket(app);
});
afterAll(async () => {
  await Promise.all([app.close(), closed.close()]);
  await sandbox.close();
});

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const ticket = '{ ticket(id: 1) ';
const nested = (depth: number) =>
  `${ticket}{ links ${'{ ticket { links '.repeat((depth - 2) / 2)}{ type }${' } }'.repeat((depth - 2) / 2)} } }`;

/** Documents that cost more than they look, and what refuses them. */
const hostile: readonly (readonly [string, string, string])[] = [
  ['31 aliases', `${ticket}{ ${times(31, (at) => `a${at}: id`)} } }`, 'QUERY_TOO_COSTLY'],
  [
    '101 aliases at the root',
    `{ ${times(101, (at) => `a${at}: viewer { timeZone }`)} }`,
    'QUERY_TOO_COSTLY',
  ],
  [
    'aliases in fragments',
    `{ ${times(10, (at) => `x${at}: ticket(id: 1) { ...F }`)} } fragment F on Ticket { ${times(10, (at) => `y${at}: id`)} }`,
    'QUERY_TOO_COSTLY',
  ],
  [
    '300 aliases of __typename',
    `{ ${times(300, (at) => `a${at}: __typename`)} }`,
    'QUERY_TOO_COSTLY',
  ],
  [
    'aliases named __typename',
    `{ ${times(300, () => '__typename: viewer { timeZone }')} }`,
    'QUERY_TOO_COSTLY',
  ],
  ['3000 times the same field', `${ticket}{ ${'id '.repeat(3000)} } }`, 'GRAPHQL_PARSE_FAILED'],
  [
    '2000 times a nested field',
    `${ticket}{ ${'owner { name } '.repeat(2000)} } }`,
    'GRAPHQL_PARSE_FAILED',
  ],
  [
    '31 directives',
    `${ticket}{ id ${'@include(if: true) '.repeat(31)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    '31 directives on as many fields',
    `${ticket}{ ${times(31, () => 'id @include(if: true)')} } }`,
    'QUERY_TOO_COSTLY',
  ],
  [
    '10000 unknown directives',
    `${ticket}{ id ${'@aa '.repeat(10_000)} } }`,
    'GRAPHQL_PARSE_FAILED',
  ],
  ['a depth of 14', nested(14), 'QUERY_TOO_COSTLY'],
  [
    'depth in a fragment that is named like introspection',
    `${ticket}{ ...__schema } } fragment __schema on Ticket ${nested(14).slice(ticket.length, -2)}`,
    'QUERY_TOO_COSTLY',
  ],
  [
    '2^25 fragments',
    `${ticket}{ ...F0 } } ${times(25, (at) => `fragment F${at} on Ticket { ...F${at + 1} ...F${at + 1} }`)} fragment F25 on Ticket { owner { name } }`,
    'QUERY_TOO_COSTLY',
  ],
  [
    'a circle of fragments',
    `${ticket}{ ...A } } fragment A on Ticket { ...A }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['20000 brackets', `{ ticket(id: ${'['.repeat(20_000)}`, 'GRAPHQL_PARSE_FAILED'],
  [
    '1900 brackets that close',
    `{ ticket(id: ${'['.repeat(990)}${']'.repeat(990)}) { id } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a number beyond 32 bits',
    '{ tickets(first: 99999999999) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a page of -1', '{ tickets(first: -1) { totalCount } }', 'BAD_USER_INPUT'],
  ['a page of 1e3', '{ tickets(first: 1e3) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a hundred hundreds',
    '{ tickets(first: 100) { nodes { history(first: 100) { nodes { ticket { owner { name } } } } } } }',
    'QUERY_TOO_COSTLY',
  ],
  [
    'lists whose nodes stand in fragments',
    '{ tickets { ...A } } fragment A on TicketConnection { nodes { history { ...B } } } fragment B on HistoryConnection { ... { nodes { ticket { history { nodes { ticket { number } } } } } } }',
    'QUERY_TOO_COSTLY',
  ],
  [
    'a list that @include hides in a variable',
    'query ($v: Boolean = true) { tickets(first: 100) { nodes { history(first: 100) @include(if: $v) { nodes { creator { name } } } } } }',
    'QUERY_TOO_COSTLY',
  ],
  [
    'eleven mutations',
    `mutation { ${times(11, (at) => `m${at}: takeTicket(input: { id: 1 }) { outcome }`)} }`,
    'QUERY_TOO_COSTLY',
  ],
  ['a forged id', '{ node(id: "VXNlcjoxNA==") { id } }', 'BAD_USER_INPUT'],
  ['an id that is a path', '{ node(id: "ticket/1/merge/2") { id } }', 'BAD_USER_INPUT'],
  [
    'a subscription to nothing that there is',
    'subscription { nobody }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
];

const doubling = (type: string, count: number, leaf: string) =>
  `${times(count, (at) => `fragment F${at} on ${type} { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on ${type} { ${leaf} }`;
/** Two chains that say the same, one plain and one through fragments that double. */
const overlapping = (count: number) =>
  `{ attachment(id: 3) { ${'parent { '.repeat(count)}id${' }'.repeat(count)} ...F0 } } ${times(
    count,
    (at) => `fragment F${at} on Attachment { parent { ...F${at + 1} } parent { ...F${at + 1} } }`,
  )} fragment F${count} on Attachment { id }`;

describe('a document whose fragments double', () => {
  test.each([
    ['of a ticket', `${ticket}{ ...F0 } } ${doubling('Ticket', 26, 'subject')}`],
    ['of a page', `{ tickets { ...F0 } } ${doubling('TicketConnection', 26, 'totalCount')}`],
    [
      'of a mutation',
      `mutation { commentOnTicket(input: { id: 1, body: { text: "x" } }) { ...F0 } } ${doubling('CommentOnTicketPayload', 26, 'outcome')}`,
    ],
    [
      'of what the mutation changed',
      `mutation { commentOnTicket(input: { id: 1, body: { text: "x" } }) { ticket { ...F0 } } } ${doubling('Ticket', 26, 'subject')}`,
    ],
    ['of the schema', `{ __schema { ...F0 } } ${doubling('__Schema', 26, 'description')}`],
  ])('%s is answered at once', async (_, query) => {
    const start = cpuMs();
    const { data, errors } = await ask(app, { query });
    expect(cpuMs() - start).toBeLessThan(1500);
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
  });

  test('on fields that merge 40 levels deep is refused at once', async () => {
    const start = cpuMs();
    const answer = await ask(app, { query: overlapping(40) });
    expect(cpuMs() - start).toBeLessThan(1500);
    expect(codesOf(answer)).toEqual(['QUERY_TOO_COSTLY']);
  });
});

describe('a hostile document', () => {
  test.each(hostile)('%s is refused at once and asks nothing of RT', async (_, query, code) => {
    const start = cpuMs();
    const answer = await ask(app, { query });
    expect(cpuMs() - start).toBeLessThan(1500);
    expect(new Set(codesOf(answer))).toEqual(new Set([code]));
    expect(answer.rt.requests).toBe(0);
    expect(JSON.stringify(answer.errors).length).toBeLessThan(10_000);
  });

  test('a page of variables costs what a page of literals does', async () => {
    const query =
      'query ($n: Int, $d: Int = 100) { tickets(first: $n) { nodes { history(first: $d) { nodes { ticket { owner { name } } } } } } }';
    const limits = async (variables: object) => {
      const { errors } = await ask(app, { query, variables: { ...variables } });
      return errors?.map(({ extensions }) => extensions['limit']);
    };
    const literal = await limits({ n: 100, d: 100 });
    expect(literal).toHaveLength(1);
    expect(await limits({ n: 100 })).toEqual(literal);
  });

  test('a quarter of a megabyte of comments costs nothing', async () => {
    for (const filler of ['#\n', ',', ' ', '\ufeff']) {
      const start = cpuMs();
      const { data } = await ask(app, { query: `{ __typename } ${filler.repeat(120_000)}` });
      expect(data).toEqual({ __typename: 'Query' });
      expect(cpuMs() - start).toBeLessThan(1500);
    }
  });

  test('500 times the same field is one field', async () => {
    const answer = await ask(app, { query: `${ticket}{ ${'subject '.repeat(500)} } }` });
    expect(answer.errors).toBeUndefined();
    expect(answer.rt.calls.map(({ operation }) => operation)).toEqual(['show']);
  });
});

describe('introspection', () => {
  test('works as tools ask for it, with every limit on', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const { __schema } = await dataOf(app, { query });
    expect(__schema.types.length).toBeGreaterThan(50);
  });

  test('in circles is refused', async () => {
    const circle =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect(codesOf(await ask(app, { query: circle }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('that is off tells neither types nor guesses', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
      const answer = await ask(closed, { query });
      expect(codesOf(answer)).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(answer.data).toBeUndefined();
    }
    expect(await dataOf(closed, { query: '{ __typename }' })).toEqual({ __typename: 'Query' });
    for (const [query, variables] of [
      ['{ ticke(id: 1) { id } }', {}],
      ['{ ticket(idd: 1) { id } }', {}],
      ['{ ticket(id: 1) { subjec } }', {}],
      ['{ tickets(orderBy: { field: CREATED_A }) { totalCount } }', {}],
      ['query ($f: TicketFilter) { ticketCount(filter: $f) }', { f: { subjec: {} } }],
      [
        'query ($o: TicketOrder) { tickets(orderBy: $o) { totalCount } }',
        { o: { field: 'CREATED_A' } },
      ],
      ['query ($o: TicketOrde) { tickets(orderBy: $o) { totalCount } }', {}],
    ] as const) {
      const { errors } = await ask(closed, { query, variables });
      const told = JSON.stringify(errors);
      expect(told).not.toMatch(/did you mean/i);
      expect(told.replaceAll(query, '')).not.toMatch(/CREATED_AT|"subject"|TicketOrder"/);
    }
  });
});

describe('what is more than RT reads in its time', () => {
  const filtered = 'query ($f: TicketFilter) { tickets(filter: $f) { totalCount } }';
  const queried = 'query ($q: TicketSQL) { tickets(query: $q) { totalCount } }';
  let deep: object = { number: { eq: 1 } };
  for (let level = 0; level < 1000; level++) deep = { and: [deep] };
  const wide = (length: number) => ({
    or: Array.from({ length }, (_, at) => ({ subject: { eq: `x${at}` } })),
  });

  test.each([
    ['a filter a thousand levels deep', filtered, { f: deep }],
    ['a filter of a hundred thousand conditions', filtered, { f: wide(100_000) }],
    ['a filter that makes a long search', filtered, { f: wide(2000) }],
    ['TicketSQL of a megabyte', queried, { q: `Subject = '${'x'.repeat(1_000_000)}'` }],
    ['a thousand parentheses', queried, { q: `${'('.repeat(1000)}id > 0${')'.repeat(1000)}` }],
    [
      'a name of a million letters',
      'query ($n: String) { users(filter: { name: { contains: $n } }) { totalCount } }',
      { n: 'x'.repeat(1_000_000) },
    ],
    [
      'a million ids',
      'query ($i: [ID!]!) { nodes(ids: $i) { id } }',
      { i: Array(1_000_000).fill(1) },
    ],
  ])('such as %s is refused and RT hears nothing', async (_, query, variables) => {
    await dataOf(app, { query: '{ viewer { user { name } } }' });
    const answer = await ask(app, { query, variables });
    expect(codesOf(answer)).toEqual(['QUERY_TOO_COSTLY']);
    expect(answer.errors?.[0]?.extensions['limit']).toEqual({
      name: expect.stringMatching(/variables|search/),
      allowed: expect.any(Number),
      asked: expect.any(Number),
    });
    expect(answer.rt.requests).toBe(0);
  });

  test('such as a document of 300,000 letters is 413, and a file of that size in a variable is accepted', async () => {
    const long = await ask(app, { query: `{ __typename } #${'x'.repeat(300_000)}` });
    expect([long.status, ...codesOf(long)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(long.errors?.[0]?.extensions['limit']).toMatchObject({ allowed: 262_144 });
    const base64 = Buffer.alloc(300_000).toString('base64');
    const answer = await ask(app, {
      query: 'mutation ($i: CommentOnTicketInput!) { commentOnTicket(input: $i) { outcome } }',
      variables: { i: { id: 1, attachments: [{ filename: 'a.bin', content: { base64 } }] } },
    });
    expect(answer.data).toEqual({ commentOnTicket: { outcome: 'APPLIED' } });
  });
});
