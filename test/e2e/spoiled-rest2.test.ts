import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { App } from '../../src/server/app.js';
import { appFor, ask } from '../support/graphql/ask.js';
import {
  type Spoiled,
  type SpoiledRest2,
  startSpoiledRest2,
} from '../support/http/spoiled-rest2.js';
import { populate } from '../support/world/populate.js';
import { testWorld } from '../support/world/world.js';

const page = (more: object, items: readonly object[] = []) =>
  JSON.stringify({
    count: items.length,
    page: 1,
    pages: 1,
    per_page: 25,
    total: items.length,
    items,
    ...more,
  });
const row = (id: number, more: object = {}) => ({
  type: 'ticket',
  id: String(id),
  _url: 'x',
  ...more,
});

/** Everything that REST 2.0, or what stands before it, was seen to answer or could. */
const spoils: Readonly<Record<string, Spoiled>> = {
  'a crash without a word': { status: 500, body: '' },
  'a crash in JSON': { status: 500, body: '{"message":"Internal Server Error"}' },
  'a crash in text': { status: 500, type: 'text/plain', body: 'Internal Server Error' },
  'a bad gateway': { status: 502, type: 'text/html', body: '<html>Bad Gateway</html>' },
  'a path that is closed': { status: 404, type: 'text/html', body: '<html>Not Found</html>' },
  'a path that is forbidden': { status: 403, type: 'text/html', body: '<html>Forbidden</html>' },
  'a refusal in JSON': { status: 403, body: '{"message":"Forbidden"}' },
  'a redirection to a login': {
    status: 302,
    type: 'text/html',
    location: 'https://sso.example/',
    body: '<html>',
  },
  'a session that is never known': {
    status: 302,
    type: 'text/plain',
    location: '/',
    body: 'Login required',
  },
  'a stranger’s refusal': { status: 401, body: '{"message":"Unauthorized"}' },
  'a login page': { type: 'text/html', body: '<!DOCTYPE html><html>Login</html>' },
  'a page that says it is JSON': { body: '<!DOCTYPE html><html>Login</html>' },
  nothing: { body: '' },
  'JSON that is cut': { body: page({}, [row(1)]).slice(0, -9) },
  null: { body: 'null' },
  'a list without its frame': { body: '[]' },
  'a total that is hidden': { body: page({ total: null, pages: null }, [row(1)]) },
  'a page that is shorter than its total': { body: page({ total: 2 }, [row(1)]) },
  'no rows and a total': { body: page({ total: 9 }) },
  'a count that is not the rows’': { body: page({ count: 2 }, [row(1)]) },
  'rows that are not objects': { body: page({ count: 1, items: [null] }) },
  'a row without a number': { body: page({}, [{ type: 'ticket', _url: 'x' }]) },
  'one row twice': { body: page({}, [row(1), row(1)]) },
  'rows that nobody asked for': {
    body: page({ total: 2 }, [
      { type: 'user', id: 'zzz', Name: 'zzz', _url: 'x' },
      { type: 'queue', id: '77', Name: 'zzz', _url: 'x' },
    ]),
  },
};

let rt: Sandbox;
let between: SpoiledRest2;
let numbers: Awaited<ReturnType<typeof populate>>['tickets'];
let alone: App;
let both: App;
beforeAll(async () => {
  rt = await startSandbox({ world: testWorld });
  ({ tickets: numbers } = await populate(rt.url));
  between = await startSpoiledRest2(rt.url);
  alone = appFor(rt.url);
  both = appFor(between.url);
});
afterAll(async () => {
  await alone.close();
  await both.close();
  await between.close();
  await rt.close();
});

describe('where REST 2.0 cannot be trusted', () => {
  test.each(Object.entries(spoils))('%s costs no read', async (_, answer) => {
    between.answer = answer;
    const queries = [
      '{ tickets(first: 9, orderBy: { field: SUBJECT }) { totalCount pageInfo { hasNextPage } nodes { number subject } } }',
      `{ tickets(query: "id = ${numbers.people}") { nodes { number requestors { emailAddress user { name } } queue { description } owner { realName } } } }`,
      '{ ticketCount(query: "Status = \'open\'") }',
      `{ ticket(id: ${numbers.open}) { subject dueAt owner { realName } history(last: 2) { nodes { type createdAt creator { name } } } } }`,
      '{ a: user(name: "alice") { realName } b: queue(name: "General") { description } c: user(name: "nobody at all") { id } }',
      `{ ticket(id: ${numbers.attachments}) { attachments { nodes { filename contentType createdAt } } } }`,
    ];
    const before = between.asked.length;
    for (const query of queries) {
      const [spoiled, plain] = [await ask(both, { query }), await ask(alone, { query })];
      expect({ data: spoiled.data, errors: spoiled.errors }).toEqual({
        data: plain.data,
        errors: plain.errors,
      });
    }
    expect(between.asked.length).toBeGreaterThan(before);
  });

  test.each(Object.entries(spoils))('%s makes no write twice', async (_, answer) => {
    between.answer = answer;
    const before = between.asked.length;
    const query = `mutation { commentOnTicket(input: { id: ${numbers.plain}, body: { text: "once" } }) {
      outcome userErrors { code }
    } }`;
    const { data, errors } = await ask(both, { query });
    const sent = between.asked.slice(before).filter(({ path }) => path.endsWith('/comment'));
    expect(sent.length).toBeLessThanOrEqual(2);
    // A session that RT does not know has stopped the write before RT did anything: it is sent once more.
    if (answer.status !== 401 && answer.status !== 302) expect(sent).toHaveLength(1);
    expect(data?.commentOnTicket?.outcome).not.toBe('APPLIED');
    expect(data?.commentOnTicket?.userErrors.length ?? errors?.length).toBeGreaterThan(0);
    const history = await ask(alone, {
      query: `{ ticket(id: ${numbers.plain}) { history(filter: { types: [COMMENT] }) { nodes { id } } } }`,
    });
    expect(history.data.ticket.history.nodes).toEqual([]);
  });

  test('nothing was asked that harms RT or tells its secrets', () => {
    const searched = new Set<string>();
    const listed = new Set<string>();
    for (const { method, path, body } of between.asked) {
      const url = new URL(path, between.url);
      // HEAD breaks RT's connections; other methods are not ours.
      expect(['GET', 'POST', 'PUT']).toContain(method);
      const isSearch = body.startsWith('[');
      const params = isSearch || method === 'GET' ? url.searchParams : new URLSearchParams(body);
      if (!isSearch && method === 'POST') expect(url.search).toBe('');
      for (const [name, value] of params) {
        if (name.startsWith('fields')) for (const field of value.split(',')) listed.add(field);
      }
      if (isSearch) for (const { field } of JSON.parse(body)) searched.add(field);
      // TransactionSQL with TicketId damages the worker that runs it.
      expect(decodeURIComponent(`${path} ${body}`)).not.toMatch(/TicketId\s*=/);
    }
    const searchable = [
      'id',
      'Name',
      'EmailAddress',
      'ObjectType',
      'ObjectId',
      'TransactionId',
      'Parent',
    ];
    expect([...searched].filter((field) => !searchable.includes(field))).toEqual([]);
    expect([...listed].filter((field) => /token|password|instance/i.test(field))).toEqual([]);
    expect(listed.size).toBeGreaterThan(8);
  });
});
