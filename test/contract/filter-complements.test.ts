import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { receiveMail } from '../support/mail/mail-gateway.js';
import { rawRt } from '../support/rest1/raw-rt.js';

/** Conditions of every kind, most of them on fields that some tickets have not, or have several times. */
const conditions: readonly string[] = [
  'subject: { eq: "plain one" }',
  'subject: { contains: "a" }',
  'subject: { startsWith: "p" }',
  'subject: { endsWith: "e" }',
  'subject: { isEmpty: true }',
  'subject: { isEmpty: false }',
  'subject: { eq: "" }',
  'subject: { contains: "" }',
  'subject: { neq: "plain one", notContains: "b" }',
  'sla: { eq: "Standard" }',
  'sla: { in: ["Standard", "Emergency"] }',
  'sla: { notIn: ["Standard"] }',
  'sla: { contains: "a" }',
  'sla: { notContains: "a" }',
  'queue: { in: ["General", "SLA Queue"] }',
  'lifecycle: { eq: "default" }',
  'status: { active: true }',
  'status: { notIn: ["new"] }',
  'number: { in: [1, 2, 3] }',
  'priority: { gt: 0 }',
  'owner: { name: "alice" }',
  'owner: { emailAddress: "alice@example.com" }',
  'owner: { emailContains: "example" }',
  'owner: { nobody: true }',
  'creator: { name: "alice" }',
  'creator: { anyOf: ["alice", "nonesuch", "gone"] }',
  'lastUpdatedBy: { emailAddress: "alice@example.com" }',
  'requestor: { name: "alice" }',
  'requestor: { emailContains: "match" }',
  'cc: { emailContains: "example" }',
  'adminCc: { emailAddress: "nonesuch@example.com" }',
  'watcher: { name: "alice" }',
  'watcher: { emailContains: "match" }',
  'watcher: { emailAddress: "low@example.com" }',
  'watcher: { me: true }',
  'watcher: { notName: "alice" }',
  ...['requestor', 'cc', 'adminCc', 'watcher'].flatMap((role) =>
    [
      ...['name: "Ops Team"', 'notName: "Ops Team"', 'name: "alice"', 'name: "Zoë"', 'me: true'],
      ...[
        'emailAddress: "alice@example.com"',
        'emailContains: "alice@"',
        'anyOf: ["Nested", "root"]',
      ],
      'name: "no such name"',
    ].map((match) => `${role}: { ${match} }`),
  ),
  'dueAt: { before: "2027-01-01T00:00:00Z" }',
  'dueAt: { after: "2024-03-01T00:00:00Z" }',
  'dueAt: { on: "2024-07-01" }',
  'toldAt: { isSet: true }',
  'resolvedAt: { isSet: false }',
  'attachmentFilename: { contains: "." }',
  'attachmentFilename: { endsWith: ".json" }',
  'attachmentFilename: { isEmpty: true }',
  'attachmentFilename: { neq: "b.txt" }',
  'attachmentContentType: { startsWith: "image/" }',
  'attachmentContentType: { notContains: "text" }',
  'content: { contains: "note" }',
  'linkedTo: { type: DEPENDS_ON }',
  'linkedTo: { type: MEMBERS, exists: false }',
  'linkedTo: { type: REFERS_TO, ticket: 1 }',
  'customFields: [{ name: "Single", match: { eq: "one value, with comma" } }]',
  'customFields: [{ name: "Digits", match: { lt: "1" } }]',
  'customFields: [{ name: "Digits", match: { gt: "0" } }]',
  'customFields: [{ name: "Multi", match: { gt: "b" } }]',
  'customFields: [{ name: "Multi", match: { startsWith: "a" } }]',
  'customFields: [{ name: "Sel Many", match: { contains: "e" } }]',
  'customFields: [{ name: "Single", match: { isSet: true } }]',
  'bookmarked: true',
  'or: [{ subject: { contains: "z" } }, { attachmentFilename: { contains: "a" } }]',
  'and: [{ sla: { neq: "Standard" } }, { not: { watcher: { emailContains: "match" } } }]',
];

describe.each(sharedBackends())('what a filter does not find, on $name', ({ name, url }) => {
  const app = appFor(url);
  let scope: string;
  beforeAll(async () => {
    const mixed = await newTicket(app, {
      requestors: ['one@match.example', 'other@elsewhere.example'],
      cc: ['two@match.example'],
      customFields: [{ name: 'Multi', values: ['a', 'z'] }],
    });
    await newTicket(app, { requestors: ['alone@match.example'] });
    // A mail may have no subject at all; RT then keeps none, not an empty one.
    if (name !== 'sandbox') {
      await receiveMail(url, 'From: root@localhost\nMessage-ID: <none@rt.example>\n\nno subject');
    }
    const root = await rawRt(url, 'root', 'password');
    const { ops, nested } = await dataOf(app, {
      query: '{ ops: group(name: "Ops Team") { id } nested: group(name: "Nested") { id } }',
    });
    const [opsId, nestedId] = [ops, nested].map(({ id }) => Number(id.split('/')[1]));
    let last = mixed;
    // Groups alone, in two roles, with one of their members, and a group of groups.
    for (const people of [
      `AdminCc: ${opsId}`,
      `Cc: ${opsId}\nAdminCc: ${nestedId}`,
      `Cc: ${opsId}, alice`,
      `Requestor: ${nestedId}`,
    ]) {
      last = await newTicket(app, {});
      await root.post(`ticket/${last}/edit`, { content: people });
    }
    scope = `id < 60 OR (id >= ${mixed} AND id <= ${last})`;
  });
  afterAll(() => app.close());

  const find = async (filter: string): Promise<readonly number[]> => {
    const { tickets, ticketCount } = await dataOf(app, {
      query: `query ($query: TicketSQL) {
        tickets(filter: { ${filter} }, query: $query, first: 100) { totalCount nodes { number } }
        ticketCount(filter: { ${filter} }, query: $query)
      }`,
      variables: { query: scope },
    });
    const found: readonly number[] = tickets.nodes.map(
      (node: { readonly number: number }) => node.number,
    );
    expect([tickets.totalCount, ticketCount]).toEqual([found.length, found.length]);
    return found;
  };

  test('is each ticket that it does not find, once', async () => {
    const all = await find('number: { gt: 0 }');
    const wrong: unknown[] = [];
    for (const condition of conditions) {
      const [found, others] = [await find(condition), await find(`not: { ${condition} }`)];
      const both = [...found, ...others].sort((a, b) => a - b);
      if (both.join() !== all.join()) wrong.push({ condition, found, others });
    }
    expect(wrong).toEqual([]);
  });

  test('a negation is the complement of what it negates', async () => {
    for (const [positive, negative] of [
      ['subject: { eq: "plain one" }', 'subject: { neq: "plain one" }'],
      ['subject: { contains: "on" }', 'subject: { notContains: "on" }'],
      ['subject: { isEmpty: true }', 'subject: { isEmpty: false }'],
      ['sla: { in: ["Standard"] }', 'sla: { notIn: ["Standard"] }'],
      ['sla: { eq: "Standard" }', 'sla: { neq: "Standard" }'],
      ['watcher: { name: "alice" }', 'watcher: { notName: "alice" }'],
      ['adminCc: { name: "Ops Team" }', 'adminCc: { notName: "Ops Team" }'],
      ['cc: { name: "alice" }', 'cc: { notName: "alice" }'],
      ['watcher: { me: true }', 'watcher: { me: false }'],
      ['creator: { name: "alice" }', 'creator: { notName: "alice" }'],
      ['attachmentFilename: { eq: "b.txt" }', 'attachmentFilename: { neq: "b.txt" }'],
      ['content: { contains: "e" }', 'content: { notContains: "e" }'],
    ] as const) {
      expect(await find(negative), negative).toEqual(await find(`not: { ${positive} }`));
    }
  });

  test('an unset subject is an empty one', async () => {
    const { tickets } = await dataOf(app, {
      query: `query ($query: TicketSQL) {
        tickets(filter: { subject: { isEmpty: true } }, query: $query) { nodes { subject } }
      }`,
      variables: { query: scope },
    });
    const subjects = tickets.nodes.map(({ subject }: { readonly subject: string }) => subject);
    expect(subjects).toEqual(name === 'sandbox' ? [''] : ['', '']);
  });

  test('users, queues and groups are found or not, by every condition on every column', async () => {
    const columns = {
      users: ['name', 'emailAddress', 'realName', 'organization'],
      queues: ['name', 'description'],
      groups: ['name', 'description'],
    };
    for (const [field, names] of Object.entries(columns)) {
      const ids = async (filter: string): Promise<readonly string[]> => {
        const data = await dataOf(app, {
          query: `{ ${field}(filter: { ${filter} }, first: 100) { totalCount nodes { id } } }`,
        });
        expect(data[field].nodes).toHaveLength(data[field].totalCount);
        return data[field].nodes.map(({ id }: { readonly id: string }) => id);
      };
      const all = [...(await ids('disabled: false'))].sort();
      expect(all.length).toBeGreaterThan(2);
      for (const column of names) {
        for (const [positive, negative] of [
          ['eq: "alice"', 'neq: "alice"'],
          ['eq: ""', 'neq: ""'],
          ['contains: "e"', 'notContains: "e"'],
          ['contains: ""', 'notContains: ""'],
          ['isEmpty: true', 'isEmpty: false'],
        ]) {
          const found = await ids(`${column}: { ${positive} }`);
          const others = await ids(`${column}: { ${negative} }`);
          expect([...found, ...others].sort(), `${field} ${column} ${positive}`).toEqual(all);
        }
      }
      if (field === 'users') {
        expect(await ids('organization: { isEmpty: true }')).not.toEqual([]);
      }
    }
  });
});
