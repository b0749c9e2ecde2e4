import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { type RawRt, rawRt } from '../support/rest1/raw-rt.js';
import type { TicketName } from '../support/rest1/ticket-forms.js';

/** Numbers of tickets that RT finds itself, without anything of this project between. */
async function found(rt: RawRt, query: string, orderby = '+id'): Promise<readonly number[]> {
  const { text } = await rt.post('search/ticket', { query, format: 'i', orderby });
  if (!/^RT\/\S+ 200 Ok/.test(text)) throw new Error(`${query}: ${text}`);
  return [...text.matchAll(/^ticket\/(\d+)$/gm)].map(([, id]) => Number(id));
}

const settled = 'id < 60';

/** A filter, what it means in TicketSQL, and a ticket that it finds (for `none`: that it finds none). */
const filters: readonly (readonly [string, string, TicketName | 'none'])[] = [
  ['number: { in: [1, 3] }', 'id = 1 OR id = 3', 'plain'],
  ['number: { gte: 2, lt: 5, neq: 3 }', 'id >= 2 AND id < 5 AND id != 3', 'nastySubject'],
  ['number: { notIn: [2], lte: 3, gt: 0 }', 'id <= 3 AND id > 0 AND id != 2', 'plain'],
  ['priority: { eq: 40 }', 'Priority = 40', 'priorities'],
  ['finalPriority: { gt: 79 }', 'FinalPriority > 79', 'priorities'],
  [
    'initialPriority: { lte: 20, neq: 0 }',
    'InitialPriority <= 20 AND InitialPriority != 0',
    'priorities',
  ],
  ['timeWorkedMinutes: { gte: 30 }', 'TimeWorked >= 30', 'times'],
  [
    'timeEstimatedMinutes: { eq: 90 }, timeLeftMinutes: { eq: 60 }',
    'TimeEstimated = 90 AND TimeLeft = 60',
    'times',
  ],
  ['queue: { eq: "Sales, EMEA" }', "Queue = 'Sales, EMEA'", 'commaQueue'],
  [
    'queue: { in: ["R&D/Ops", "help@desk"] }',
    "Queue = 'R&D/Ops' OR Queue = 'help@desk'",
    'slashQueue',
  ],
  [
    'queue: { notIn: ["General", "Private"] }',
    "Queue != 'General' AND Queue != 'Private'",
    'unicode',
  ],
  ['queue: { neq: "General" }', "Queue != 'General'", 'unicode'],
  [
    'status: { active: true }',
    "Status = 'new' OR Status = 'open' OR Status = 'stalled'",
    'stalled',
  ],
  ['status: { active: false }', "Status = 'resolved' OR Status = 'rejected'", 'rejected'],
  ['status: { in: ["open", "stalled"] }', "Status = 'open' OR Status = 'stalled'", 'open'],
  [
    'subject: { eq: "O\'Neil \\"x\\" \\\\ back %_ 50%" }',
    `Subject = 'O\\'Neil "x" \\\\ back %_ 50%'`,
    'quotedSubject',
  ],
  ['subject: { eq: "plain ONE" }', "Subject = 'Plain one'", 'plain'],
  [
    'subject: { contains: "hub", notContains: "child" }',
    "Subject LIKE 'hub' AND Subject NOT LIKE 'child'",
    'linkHub',
  ],
  [
    'subject: { startsWith: "diamond", neq: "diamond top" }',
    "Subject STARTSWITH 'diamond' AND Subject != 'diamond top'",
    'diamondLeft',
  ],
  ['subject: { endsWith: "word" }', "Subject ENDSWITH 'word'", 'none'],
  ['subject: { endsWith: "forward" }', "Subject ENDSWITH 'forward'", 'springForward'],
  ['subject: { isEmpty: true }', "Subject = ''", 'noSubject'],
  ['subject: { eq: "日本語 ✓ naïve Ωmega 😀" }', "Subject = '日本語 ✓ naïve Ωmega 😀'", 'unicode'],
  ['owner: { name: "alice" }', "Owner = 'alice'", 'open'],
  ['owner: { nobody: true }', "Owner = 'Nobody'", 'plain'],
  ['owner: { nobody: false }', "Owner != 'Nobody'", 'open'],
  ['owner: { me: true }', "Owner = 'root'", 'resolved'],
  ['owner: { anyOf: ["alice", "root"] }', "Owner = 'alice' OR Owner = 'root'", 'resolved'],
  [
    'owner: { notName: "Nobody" }, not: { owner: { name: "alice" } }',
    "Owner != 'Nobody' AND Owner != 'alice'",
    'resolved',
  ],
  ['creator: { name: "low" }', "Creator = 'low'", 'conversation'],
  ['creator: { me: false }', "Creator != 'root'", 'conversation'],
  ['lastUpdatedBy: { name: "alice" }', "LastUpdatedBy = 'alice'", 'attachments'],
  [
    'requestor: { emailAddress: "alice@example.com" }',
    "Requestor.EmailAddress = 'alice@example.com'",
    'plain',
  ],
  [
    'requestor: { emailContains: "very.long" }',
    "Requestor.EmailAddress LIKE 'very.long'",
    'people',
  ],
  ['cc: { emailAddress: "cc2@example.com" }', "Cc.EmailAddress = 'cc2@example.com'", 'people'],
  ['adminCc: { emailContains: "admin" }', "AdminCc.EmailAddress LIKE 'admin'", 'people'],
  [
    'watcher: { emailAddress: "low@example.com" }',
    "Watcher.EmailAddress = 'low@example.com'",
    'conversation',
  ],
  [
    'dueAt: { before: "2024-02-01T00:00:00Z" }',
    "Due < '2024-02-01 00:00:00' AND Due > '1971-01-01'",
    'winter',
  ],
  ['dueAt: { on: "2024-07-01" }', "Due = '2024-07-01'", 'summer'],
  [
    'dueAt: { isSet: true }, not: { dueAt: { after: "2029-01-01T00:00:00+05:30" } }',
    "Due > '1971-01-01' AND Due <= '2028-12-31 18:30:00'",
    'summer',
  ],
  [
    'startsAt: { after: "2024-01-01T00:00:00Z", before: "2024-08-01T00:00:00Z" }',
    "Starts > '2024-01-01 00:00:00' AND Starts < '2024-08-01 00:00:00'",
    'summer',
  ],
  ['resolvedAt: { isSet: true }', "Resolved > '1971-01-01'", 'resolved'],
  ['linkedTo: { type: DEPENDS_ON }', 'DependsOn IS NOT NULL', 'linkHub'],
  ['linkedTo: { type: MEMBERS }', 'HasMember IS NOT NULL', 'linkHub'],
  [
    'linkedTo: { type: DEPENDS_ON, exists: false }, subject: { contains: "diamond" }',
    "DependsOn IS NULL AND Subject LIKE 'diamond'",
    'diamondBottom',
  ],
  [
    'customFields: [{ name: "Single", match: { eq: "one value, with comma" } }]',
    "'CF.{Single}' = 'one value, with comma'",
    'fields',
  ],
  [
    'customFields: [{ name: "Odd: name", match: { contains: "value" } }]',
    "'CF.{Odd: name}' LIKE 'value'",
    'fields',
  ],
  [
    'customFields: [{ name: "Sel Many", match: { eq: "it\'s" } }, { name: "Digits", match: { eq: "0042" } }]',
    "'CF.{Sel Many}' = 'it\\'s' AND 'CF.{Digits}' = '0042'",
    'fields',
  ],
  [
    'customFields: [{ name: "Single", match: { isSet: true } }]',
    "'CF.{Single}' IS NOT NULL",
    'fields',
  ],
  ['customFields: [{ name: "No Such Field", match: { eq: "x" } }]', 'id = 0', 'none'],
  // An RT as it is installed does not search texts.
  ['content: { contains: "internal note" }', "Content LIKE 'internal note'", 'none'],
  ['attachmentFilename: { endsWith: ".json" }', "Filename ENDSWITH '.json'", 'attachments'],
  ['bookmarked: true', "id = '__Bookmarked__'", 'none'],
  [
    'or: [{ subject: { eq: "stalled" } }, { and: [{ status: { eq: "open" } }, { owner: { name: "alice" } }] }]',
    "Subject = 'stalled' OR (Status = 'open' AND Owner = 'alice')",
    'stalled',
  ],
  [
    'not: { or: [{ queue: { eq: "General" } }, { queue: { contains: "o" } }] }',
    "Queue != 'General' AND Queue NOT LIKE 'o'",
    'slaQueue',
  ],
  ['queue: { eq: "queue/1" }', 'Queue = 1', 'plain'],
  ['queue: { notIn: ["queue/1", "Private"] }', "Queue != 1 AND Queue != 'Private'", 'unicode'],
  ['owner: { name: "user/14" }', "Owner = 'root'", 'resolved'],
  ['creator: { anyOf: ["user/14"] }', "Creator = 'root'", 'plain'],
  ['watcher: { notName: "user/99999" }', 'id > 0', 'plain'],
  ['dueAt: { on: "1970-01-01" }', 'id = 0', 'none'],
  ['not: { startsAt: { on: "1969-12-31" } }', 'id > 0', 'plain'],
  ['or: []', 'id = 0', 'none'],
  ['number: { in: [] }', 'id = 0', 'none'],
];

describe.each(sharedBackends())('ticket filters on $name', ({ url, populated }) => {
  const app = appFor(url);
  let raw: RawRt;
  beforeAll(async () => {
    raw = await rawRt(url, 'root', 'password');
  });
  afterAll(() => app.close());

  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  const numbers = ({ nodes }: any): readonly number[] => nodes.map(({ number }: any) => number);

  test.each(filters)('{ %s } means %s', async (filter, sql, example) => {
    const { tickets, ticketCount } = await dataOf(app, {
      query: `{
        tickets(filter: { ${filter} }, query: "${settled}", first: 100) { totalCount compiledQuery nodes { number } }
        ticketCount(filter: { ${filter} }, query: "${settled}")
      }`,
    });
    const expected = await found(raw, `(${sql}) AND ${settled}`);
    expect(numbers(tickets)).toEqual(expected);
    expect(tickets.totalCount).toBe(expected.length);
    expect(ticketCount).toBe(expected.length);
    // The compiled text is the search itself, which RT's own query builder would run.
    expect(await found(raw, tickets.compiledQuery)).toEqual(expected);
    if (example === 'none') expect(expected).toEqual([]);
    else expect(expected).toContain(populated.tickets[example]);
  });

  test.each([
    "x' OR id > 0 OR Subject='",
    'x\\',
    "\\' OR id > 0 OR Subject='",
    'x" OR id > 0 OR Subject="',
    "x') OR (id > 0",
    "x'\nOR id > 0 --",
  ])('the value %j finds nothing anywhere', async (value) => {
    const { a, b, c, d, e, user } = await dataOf(app, {
      query: `query ($value: String!) {
        a: ticketCount(filter: { subject: { eq: $value } })
        b: ticketCount(filter: { queue: { in: [$value] } })
        c: ticketCount(filter: { owner: { name: $value } })
        d: ticketCount(filter: { customFields: [{ name: "Single", match: { eq: $value } }] })
        e: ticketCount(filter: { attachmentFilename: { startsWith: $value } })
        user: queue(name: "General") { statusCounts(statuses: [$value]) { count } }
      }`,
      variables: { value },
    });
    expect([a, b, c, d, e, user.statusCounts[0].count]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('the ID of another kind is refused where a name or an ID may stand', async () => {
    for (const filter of [
      'queue: { eq: "user/1" }',
      'queue: { notIn: ["ticket/1"] }',
      'owner: { name: "queue/1" }',
      'creator: { anyOf: ["group/5"] }',
    ]) {
      const answer = await ask(app, { query: `{ ticketCount(filter: { ${filter} }) }` });
      expect([filter, ...codesOf(answer)]).toEqual([filter, 'BAD_USER_INPUT']);
    }
    const { user, queue } = await dataOf(app, {
      query: '{ user(name: "user/14") { name } queue(name: "queue/1") { name } }',
    });
    expect([user.name, queue.name]).toEqual(['root', 'General']);
  });

  test('% and _ stand for any text and any character where a filter looks for a part', async () => {
    const subject = `wild ${crypto.randomUUID()} card`;
    await newTicket(app, { subject });
    const found = async (contains: string) =>
      (
        await dataOf(app, {
          query: 'query ($filter: TicketFilter) { ticketCount(filter: $filter) }',
          variables: { filter: { subject: { contains } } },
        })
      ).ticketCount;
    expect(await found(subject.replace('wild', 'w_ld'))).toBe(1);
    expect(await found(subject.replace('wild ', 'w%'))).toBe(1);
    expect(await found(subject.replace('wild', 'wi_ld'))).toBe(0);
  });

  test('a custom field name cannot leave its quotes', async () => {
    const query =
      'query ($name: String!) { ticketCount(filter: { customFields: [{ name: $name, match: { eq: "x" } }] }) }';
    for (const name of ["Single}' = 'a' OR id > 0 OR 'CF.{Single", "x'", 'x\\']) {
      const answer = await ask(app, { query, variables: { name } });
      expect(answer.data?.ticketCount ?? 0).toBe(0);
    }
    const broken = await ask(app, { query, variables: { name: 'a\nb' } });
    expect(codesOf(broken)).toEqual(['BAD_USER_INPUT']);
  });

  test('a query of one’s own cannot leave its parentheses', async () => {
    for (const query of [
      'id = 1) OR (id > 0',
      'id = 1) OR id > 0 OR (id = 2',
      "Subject = 'x",
      'Subject = "x',
      '(id = 1',
      "Subject = 'a\\') OR (id > 0",
    ]) {
      const answer = await ask(app, {
        query:
          'query ($query: TicketSQL) { tickets(query: $query, filter: { number: { eq: 1 } }) { totalCount } }',
        variables: { query },
      });
      expect({ query, codes: codesOf(answer), requests: answer.rt.requests }).toEqual({
        query,
        codes: ['BAD_USER_INPUT'],
        requests: 0,
      });
    }
    const both = await dataOf(app, {
      query: `{ tickets(query: "id = 1 OR id = 2", filter: { number: { eq: 2 } }) { nodes { number } } }`,
    });
    expect(numbers(both.tickets)).toEqual([2]);
  });

  test('a search is checked without being shown', async () => {
    const { good, bad, typed, open, short, more } = await dataOf(app, {
      query: `{
        good: checkTicketSearch(query: "Subject LIKE 'hub'") { valid message query }
        bad: checkTicketSearch(query: "Spam = 'x'") { valid message }
        typed: checkTicketSearch(filter: { subject: { eq: "it's" } }) { valid query }
        open: checkTicketSearch(query: "(id = 1") { valid message }
        short: checkTicketSearch(query: "Subject LIKE ") { message }
        more: checkTicketSearch(query: "id = 1 Subject") { message }
      }`,
    });
    expect(good).toEqual({ valid: true, message: null, query: "Subject LIKE 'hub'" });
    expect(bad).toEqual({ valid: false, message: expect.stringContaining('Spam') });
    expect(bad.message).not.toMatch(/ at \/|Stack/);
    expect(typed).toEqual({ valid: true, query: "Subject = 'it\\'s'" });
    // Nothing is quoted that was not written.
    for (const { message } of [short, more]) expect(message).not.toMatch(/id = 0|\)/);
    expect(open).toEqual({ valid: false, message: expect.stringContaining('parenthesis') });
  });

  test.each([
    ['SUBJECT', '+Subject'],
    ['PRIORITY', '+Priority'],
    ['DUE_AT', '+Due'],
    ['STATUS', '+Status'],
    ['QUEUE', '+Queue'],
    ['ID', '+id'],
  ])('an order by %s is RT’s own, both ways', async (field, orderby) => {
    const { asc, desc } = await dataOf(app, {
      query: `{
        asc: tickets(query: "${settled}", first: 100, orderBy: { field: ${field} }) { nodes { number } }
        desc: tickets(query: "${settled}", first: 100, orderBy: { field: ${field}, direction: DESC }) { nodes { number } }
      }`,
    });
    expect(numbers(asc)).toEqual(await found(raw, settled, orderby));
    expect(numbers(desc)).toEqual(await found(raw, settled, orderby.replace('+', '-')));
    expect(numbers(desc)).not.toEqual(numbers(asc));
  });

  test('an order by a custom field is RT’s own', async () => {
    const { tickets } = await dataOf(app, {
      query: `{ tickets(query: "${settled}", first: 100, orderBy: { customField: "Single", direction: DESC }) { nodes { number } } }`,
    });
    expect(numbers(tickets)).toEqual(await found(raw, settled, '-CF.{Single}'));
    expect(numbers(tickets)[0]).toBe(populated.tickets.fields);
    const odd = await ask(app, {
      query: '{ tickets(orderBy: { customField: "a}b" }) { totalCount } }',
    });
    expect(codesOf(odd)).toEqual(['BAD_USER_INPUT']);
  });
});
