import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { App } from '../../src/server/app.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf, sendMutation } from '../support/graphql/mutate.js';
import { isKnownLine, lineOf } from '../support/http/known-lines.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { testWorld } from '../support/world/world.js';

let sandbox: Sandbox;
let rt: RecordingProxy;
let app: App;
let canary: Server;
let canaryUrl = '';
let hits = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ world: testWorld });
  rt = await recordingProxy(sandbox.url);
  app = appFor(rt.url);
  await newTicket(app, { subject: 'first' });
  await newTicket(app, { subject: 'second' });
  canary = createServer((_, response) => {
    hits++;
    response.end('RT/5.0.3 200 Ok\n\nid: ticket/1\nSubject: not from RT\n\n');
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const address = canary.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  canaryUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await app?.close();
  await rt?.close();
  await sandbox?.close();
  canary?.close();
});

const oddIds = [
  '1/merge/2',
  '1/history',
  '1%2Fhistory',
  '../logout',
  '1,2',
  '1-99999999',
  'new',
  '1\n',
  '0x1',
  '1e0',
  '٣',
  ' 1',
  '01',
  '0',
  '-1',
  '99999999999999999999',
  'ticket/1/merge/2',
  'ticket/new',
  'ticket/../logout',
  '1?user=root&pass=x',
];
const oddNames = [
  '..',
  '.',
  'a/b',
  'a,b',
  '?content=Status:%20resolved',
  '#',
  '%2e%2e',
  '\\',
  '\t',
  'x\ny',
  '\ud800',
  'x'.repeat(1000),
  'new',
  'Net Ops / NOC',
  'General&user=root&pass=password',
  "x' OR id > 0",
  '-1',
  '٣',
  'General\u2028',
];

test.each(oddIds)('the id %j is refused and RT hears nothing', async (id) => {
  const before = rt.requests.length;
  for (const query of [
    'query ($id: ID!) { ticket(id: $id) { subject } }',
    'query ($id: ID!) { node(id: $id) { id } }',
    'query ($id: ID!) { attachment(id: $id) { filename } }',
    'query ($id: ID) { user(id: $id) { name } }',
    'mutation ($id: ID!) { takeTicket(input: { id: $id }) { outcome } }',
    'mutation ($id: ID!) { mergeTicket(input: { id: 1, intoId: $id }) { outcome } }',
  ]) {
    const answer = await ask(app, { query, variables: { id } });
    const { takeTicket, mergeTicket } = answer.data ?? {};
    const refused = takeTicket?.outcome === 'REJECTED' || mergeTicket?.outcome === 'REJECTED';
    expect([query, refused || codesOf(answer)]).toEqual([
      query,
      refused ? true : ['BAD_USER_INPUT'],
    ]);
  }
  const sent = rt.requests.slice(before).filter(({ url }) => !url.endsWith('/REST/1.0/show'));
  expect(sent).toEqual([]);
});

test('odd names find their object or none, and write nothing', async () => {
  for (const name of oddNames) {
    for (const field of ['queue', 'user', 'group']) {
      const query = `query ($name: String) { ${field}(name: $name) { name } }`;
      const { data, errors } = await ask(app, { query, variables: { name } });
      const found = data?.[field]?.name;
      if (found !== undefined) expect(found).toBe(name);
      else
        expect([name, errors?.[0]?.extensions['code']]).toEqual([
          name,
          expect.stringMatching(/^(?:NOT_FOUND|BAD_USER_INPUT)$/),
        ]);
    }
  }
  const { tickets } = await dataOf(app, { query: '{ tickets { nodes { subject status } } }' });
  expect(tickets.nodes).toEqual([
    { subject: 'first', status: 'new' },
    { subject: 'second', status: 'new' },
  ]);
});

test('everything that RT was ever sent is a known request, without a word of a caller in its line', () => {
  expect(rt.requests.length).toBeGreaterThan(20);
  expect(rt.requests.map(lineOf).filter((line) => !isKnownLine(line))).toEqual([]);
});

test('a parameter is told to RT once, however often a caller repeats it', () => {
  for (const { body, headers } of rt.requests) {
    if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) continue;
    const names = [...new URLSearchParams(body).keys()].filter((name) => name !== 'id');
    expect([body, names]).toEqual([body, [...new Set(names)]]);
  }
});

test('a subject with other separators than a line feed stays one subject', async () => {
  for (const separator of [
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\u000c',
    '\u001b[2J',
    '\u202e',
  ]) {
    const subject = `a${separator}Owner: root`;
    const answer = await sendMutation(
      app,
      'createTicket',
      { queue: 'General', subject },
      { fields: 'ticket { subject owner { name } }' },
    );
    const { payload } = answer.data;
    if (payload.outcome === 'REJECTED') continue;
    expect([separator, payload.ticket]).toEqual([separator, { subject, owner: null }]);
  }
  for (const bad of ['a\nOwner: root', 'a\rOwner: root', 'a\r\nBcc: x@y']) {
    const payload = await mutate(app, 'createTicket', { queue: 'General', subject: bad });
    expect([bad, refusalsOf(payload)]).toEqual([bad, ['INVALID subject']]);
  }
});

test('what looks like HTML or a formula is data', async () => {
  for (const subject of [
    '<img src=x onerror=alert(1)>',
    '=cmd|"/c calc"!A1',
    '&amp;',
    '"><script>',
  ]) {
    const id = await newTicket(app, { subject });
    const { ticket } = await dataOf(app, { query: `{ ticket(id: ${id}) { subject } }` });
    expect(ticket.subject).toBe(subject);
  }
});

describe('requests that would go elsewhere', () => {
  test('addresses in arguments are stored and never fetched', async () => {
    const uris = [
      `${canaryUrl}/x`,
      'http://169.254.169.254/latest/meta-data/',
      'fsck.com-rt://elsewhere/ticket/1',
    ];
    const links = uris.map((uri) => ({ type: 'REFERS_TO', target: { uri } }));
    await sendMutation(app, 'addTicketLinks', { id: 1, links });
    const { ticket } = await dataOf(app, {
      query:
        '{ ticket(id: 1) { links { target { __typename ... on ExternalResource { uri url } } } } }',
    });
    expect(ticket.links.length).toBeGreaterThan(0);
    for (const uri of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'vbscript:x',
    ]) {
      const { data, errors } = await sendMutation(app, 'addTicketLinks', {
        id: 1,
        links: [{ type: 'REFERS_TO', target: { uri } }],
      });
      expect([uri, data?.payload?.outcome ?? errors?.[0]?.extensions['code']]).toEqual([
        uri,
        expect.stringMatching(/^(?:REJECTED|BAD_USER_INPUT)$/),
      ]);
    }
    expect(hits).toBe(0);
  });

  test('a redirect is not followed, and no credentials go with it', async () => {
    const redirecting = createServer((_, response) => {
      response.writeHead(302, { location: `${canaryUrl}/REST/1.0/` }).end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const address = redirecting.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const away = appFor(`http://127.0.0.1:${address.port}`);
    const answer = await ask(away, { query: '{ ticket(id: 1) { subject } }' });
    expect(codesOf(answer)).toEqual(['RT_BAD_REPLY']);
    expect(hits).toBe(0);
    await away.close();
    redirecting.close();
  });
});

test.each(['__CurrentUser__', '__Bookmarked__', '__Active__', '__Inactive__'])(
  'the word %s, which means something to RT, is refused as a value',
  async (value) => {
    for (const filter of [
      'subject: { eq: $value }',
      'owner: { name: $value }',
      'status: { eq: $value }',
    ]) {
      const query = `query ($value: String!) { ticketCount(filter: { ${filter} }) }`;
      const answer = await ask(app, { query, variables: { value } });
      expect([filter, ...codesOf(answer)]).toEqual([filter, 'BAD_USER_INPUT']);
    }
  },
);
