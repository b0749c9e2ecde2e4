import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import {
  type Change,
  type ChangedRest2,
  startChangedRest2,
} from '../support/http/changed-rest2.js';

type Row = Readonly<Record<string, unknown>>;

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}-.*Z$/.test(value);

/** Each value of a row, or those of a kind, by another. */
const each =
  (other: unknown, isOf: (value: unknown) => boolean = () => true) =>
  (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, isOf(value) ? other : value]),
    );

const changes: Readonly<Record<string, Change>> = {
  'a connection that ends in the middle': 'cut',
  'rows of nulls': each(null),
  'rows of blanks': each(''),
  'rows of nothing': () => ({}),
  'rows of objects': each({ odd: true }),
  'rows of lists': each([]),
  'null for objects': each(null, isObject),
  'a blank for objects': each('', isObject),
  'a text for objects': each('17', isObject),
  'dates in words': each('yesterday', isDate),
  'dates without a zone': (row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        isDate(value) ? String(value).replace('T', ' ').replace('Z', '') : value,
      ]),
    ),
  'null for dates': each(null, isDate),
};

const people = 'requestors { emailAddress user { name } } cc { emailAddress }';
const queries: Readonly<Record<string, (ids: Readonly<Record<string, number>>) => string>> = {
  'a page': () =>
    '{ tickets(first: 20, orderBy: { field: CREATED_AT }) { totalCount nodes { number subject status createdAt dueAt creator { name } owner { name } queue { name } } } }',
  'a page with people': () =>
    `{ tickets(first: 20, orderBy: { field: SUBJECT }) { nodes { number ${people} owner { realName } queue { description } } } }`,
  'tickets by number': ({ open, people }) =>
    `{ nodes(ids: ["ticket/${open}", "ticket/${people}"]) { ... on Ticket { subject createdAt updatedAt creator { name } queue { name } } } }`,
  'users and queues': () =>
    '{ a: user(name: "alice") { realName emailAddress } q: queue(name: "General") { description correspondAddress } }',
  'a history': ({ open }) =>
    `{ ticket(id: ${open}) { history(last: 5) { nodes { type createdAt creator { name } } } } }`,
  attachments: ({ attachments }) =>
    `{ ticket(id: ${attachments}) { attachments { nodes { filename contentType createdAt creator { name } } } } }`,
};

const backend = sharedBackends().find(({ name }) => name === 'RT 5');

describe.runIf(backend)('what REST 2.0 lists on RT 5', () => {
  let between: ChangedRest2;
  let app: App;
  const right = new Map<string, unknown>();
  beforeAll(async () => {
    between = await startChangedRest2(backend?.url ?? '');
    app = appFor(between.url);
    for (const [name, query] of Object.entries(queries)) {
      right.set(name, await answerTo(query));
    }
  });
  afterAll(async () => {
    await app?.close();
    await between?.close();
  });

  async function answerTo(query: (typeof queries)[string]) {
    const { data, errors } = await ask(app, { query: query({ ...backend?.populated.tickets }) });
    expect(errors).toBeUndefined();
    return data;
  }

  test.each(Object.entries(changes))('%s are never believed', async (_, change) => {
    between.change = change;
    between.changed = 0;
    for (const [name, query] of Object.entries(queries)) {
      expect([name, await answerTo(query)]).toEqual([name, right.get(name)]);
    }
    expect(between.changed).toBeGreaterThanOrEqual(Object.keys(queries).length);
    between.change = undefined;
  });
});
