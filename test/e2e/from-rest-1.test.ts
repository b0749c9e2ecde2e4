import { readFileSync } from 'node:fs';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/schema.js';
import { type DocRow, docRows } from '../support/docs/doc-rows.js';
import { type DocServer, startDocServer } from '../support/docs/doc-server.js';
import { readEvents } from '../support/live/event-reader.js';

const rows = docRows('docs/from-rest-1.md');

/** The public functions of each client, for whoever looks one up. */
const functions: Readonly<Record<string, string>> = {
  'python-rt (`rt.Rt`, REST 1.0)': `login logout new_correspondence last_updated search get_ticket create_ticket edit_ticket
    get_history get_short_history reply comment get_attachments get_attachments_ids get_attachment get_attachment_content
    get_user create_user edit_user get_queue create_queue edit_queue get_links edit_link edit_ticket_links merge_ticket
    take steal untake split_header`,
  rtkit: `RTResource get post request BasicAuthenticator CookieAuthenticator QueryStringAuthenticator KerberosAuthenticator
    get_user get_queue get_ticket get_attachment get_history get_links search_tickets create_ticket comment_ticket
    change_links parsed status status_int`,
  'RT::Client::REST': `new server timeout logger user_agent_args verbose_errors login basic_auth_cb show edit create search
    comment correspond get_attachment_ids get_attachments_metadata get_attachment get_links link_tickets unlink_tickets
    get_transaction_ids get_transaction merge_tickets take steal untake retrieve store count cf attachments transactions
    tickets`,
  'The `rt` command': `ls list search show cat create new edit ed subject give resolve res delete del comment correspond link
    ln merge take steal untake grant revoke shell quit exit help man version ver logout`,
};

test.each(Object.entries(functions))('%s has a row for each function', (heading, names) => {
  const left = rows.filter((row) => row.heading === heading).map((row) => row.left);
  expect(left.length).toBeGreaterThan(10);
  const words = new Set(left.join(' ').split(/\W+/));
  expect(names.split(/\s+/).filter((name) => !words.has(name))).toEqual([]);
});

const schema = buildSchema();
const kinds = ['query', 'mutation', 'subscription'] as const;

/** What kind of operation a piece of code is, by its first field. Undefined for other code. */
function kindOf(code: string): (typeof kinds)[number] | undefined {
  const name = /^\w+(?=[({ ]|$)/.exec(code)?.[0] ?? '';
  return kinds.find((kind) => {
    const type = schema.getType(`${kind[0]?.toUpperCase()}${kind.slice(1)}`);
    return isObjectType(type) && name in type.getFields();
  });
}

const isWhole = (code: string) => /[({]/.test(code);
const operations = ({ code }: DocRow) => code.filter((text) => kindOf(text) && isWhole(text));
/** A row without an operation says what to use instead. */
const others = [
  /^no counterpart/,
  /^not needed/,
  /\]\([\w./#-]+\)/,
  /`(?:Authorization\b.*|POST \/session|DELETE \/session|POST \/graphql)`/,
  /`(?:data|userErrors|errors\[\]\.extensions\.code)`/,
  /`RT_TIMEOUT_MS`/,
];

test('every row has an operation, or says what else to use', () => {
  const empty = rows.filter(
    (row) => operations(row).length === 0 && !others.some((other) => other.test(row.right)),
  );
  expect(empty).toEqual([]);
});

test('every name that is not an operation as it is sent is one of the page, or a setting', () => {
  const names = rows.flatMap(({ code }) => code.filter((text) => /^\w+$/.test(text)));
  const sent = rows.flatMap(operations);
  const settings = readFileSync('docs/settings.md', 'utf8');
  const known = (name: string) =>
    sent.some((text) => text.startsWith(`${name}(`) || text.startsWith(`${name} {`)) ||
    settings.includes(`\`${name}\``) ||
    ['Authorization', 'data', 'outcome', 'userErrors'].includes(name);
  expect(names.filter((name) => !known(name))).toEqual([]);
});

interface Answer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: unknown;
}

describe('docs/from-rest-1.md', () => {
  let server: DocServer;
  beforeAll(async () => {
    server = await startDocServer();
  });
  afterAll(() => server.stop());

  async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    // The shape of every GraphQL answer.
    return (await response.json()) as Answer;
  }

  /** What a mutation needs before it, so that it has something to do. */
  const before: Readonly<Record<string, string>> = {
    stealTicket: 'updateTicket(input: { id: 17, changes: { owner: "ben" } }) { outcome }',
    untakeTicket: 'takeTicket(input: { id: 17 }) { outcome }',
    removeTicketLinks:
      'addTicketLinks(input: { id: 17, links: [{ type: DEPENDS_ON, target: { ticket: 18 } }] }) { outcome }',
  };
  let users = 0;

  /** Puts objects that were made for it into an operation in the place of those that the page names. */
  async function withOwnObjects(): Promise<(operation: string) => string> {
    users += 1;
    const { data } = await ask(`mutation {
      a: createTicket(input: { queue: "General", cc: ["kim@example.com"], attachments: [{ filename: "a.txt", content: { text: "a" } }] }) {
        ticket { number history { nodes { id } } attachments(filter: { named: true }) { nodes { id } } }
      }
      b: createTicket(input: { queue: "General" }) { ticket { number } }
      c: createUser(input: { name: "somebody ${users}" }) { user { id } }
    }`);
    const found = await ask('{ queue(name: "General") { id } group(name: "All Agents") { id } }');
    const at = (value: unknown, ...path: readonly (string | number)[]): string =>
      String(path.reduce<unknown>((part, key) => Object(part)[key], value));
    const own: Readonly<Record<string, string>> = {
      '17': at(data, 'a', 'ticket', 'number'),
      '18': at(data, 'b', 'ticket', 'number'),
      'transaction/129': at(data, 'a', 'ticket', 'history', 'nodes', 0, 'id'),
      'attachment/29': at(data, 'a', 'ticket', 'attachments', 'nodes', 0, 'id'),
      'user/14': at(data, 'c', 'user', 'id'),
      'queue/1': at(found.data, 'queue', 'id'),
      'group/5': at(found.data, 'group', 'id'),
    };
    const any = /\b(?:\w+\/)?(?:129|29|18|17|14|5|1)\b/g;
    return (operation) =>
      operation.replace(any, (text) => {
        const [kind, number] = text.split('/');
        return kind === 'ticket' ? `ticket/${own[number ?? '']}` : (own[text] ?? text);
      });
  }

  const named = rows
    .filter((row) => operations(row).length > 0)
    .map((row) => [`${row.heading} › ${row.left}`, row] as const);

  test.each(named)('%s', async (_, row) => {
    for (const operation of operations(row)) {
      const own = await withOwnObjects();
      const kind = kindOf(operation);
      const name = /^\w+/.exec(operation)?.[0] ?? '';
      const first = before[name];
      if (first !== undefined) {
        expect((await ask(own(`mutation { ${first} }`))).errors).toBeUndefined();
      }
      if (kind === 'subscription') {
        const body = { query: `subscription { ${operation} }` };
        const stream = await readEvents(`${server.url}/graphql`, { body });
        await ask('mutation { createTicket(input: { queue: "General" }) { outcome } }');
        await expect.poll(() => stream.events.length, { timeout: 20_000 }).toBeGreaterThan(0);
        expect(stream.events[0]?.data.errors).toBeUndefined();
        stream.leave();
        continue;
      }
      const payload = kind === 'mutation' ? ' { outcome userErrors { code message } }' : '';
      const answer = await ask(own(`${kind} { ${operation}${payload} }`));
      expect(answer.errors).toBeUndefined();
      for (const [, value] of Object.entries(answer.data ?? {})) {
        expect(value).not.toBeNull();
        if (kind === 'mutation') {
          expect(value).toEqual({
            outcome: expect.stringMatching(/^(?:APPLIED|UNCHANGED)$/),
            userErrors: [],
          });
        }
      }
    }
  });

  test('logins by header and by session', async () => {
    const viewer = (headers: Readonly<Record<string, string>>) =>
      ask('{ viewer { user { name } } }', headers);
    const ada = { data: { viewer: { user: { name: 'ada' } } } };
    const basic = `Basic ${Buffer.from('ada:password').toString('base64')}`;
    expect(await viewer({ authorization: basic })).toEqual(ada);
    const headers = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' };
    const session = (method: string, more: object) =>
      fetch(`${server.url}/session`, { method, headers, ...more });
    const body = JSON.stringify({ user: 'ada', password: 'password' });
    const opened = await session('POST', { body });
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await viewer({ ...headers, cookie })).toEqual(ada);
    const closed = await session('DELETE', { headers: { ...headers, cookie } });
    expect(closed.ok).toBe(true);
    expect((await viewer({ ...headers, cookie })).errors).toBeDefined();
  });
});
