import { afterAll, describe, expect, test } from 'vitest';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const selection = `totalCount nodes { id } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

/** Small pages of odd sizes, always the same ones. */
function* sizes(): Generator<number> {
  for (let seed = 7; ; seed = (seed * 48_271) % 2_147_483_647) yield (seed % 11) + 1;
}

describe.each(sharedBackends())('paging on $name', ({ name, url, populated }) => {
  const app = appFor(url);
  const { tickets } = populated;
  afterAll(() => app.close());

  /** The lists that can be paged, and how to ask for one with page arguments in it. */
  const lists = [
    {
      list: 'tickets by number',
      query: (args: string) => `{ tickets(query: "id < 40", ${args}) { ${selection} } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.tickets,
    },
    {
      list: 'tickets by subject, last first',
      query: (args: string) =>
        `{ tickets(query: "id < 40", orderBy: { field: SUBJECT, direction: DESC }, ${args}) { ${selection} } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.tickets,
    },
    {
      list: 'a history',
      query: (args: string) =>
        `{ ticket(id: ${tickets.longHistory}) { history(${args}) { ${selection} } } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.ticket.history,
    },
    {
      list: 'a history, newest first',
      query: (args: string) =>
        `{ ticket(id: ${tickets.longHistory}) { history(orderBy: DESC, ${args}) { ${selection} } } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.ticket.history,
    },
    {
      list: 'attachments',
      query: (args: string) =>
        `{ ticket(id: ${tickets.attachments}) { attachments(${args}) { ${selection} } } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.ticket.attachments,
    },
    {
      list: 'queues',
      query: (args: string) => `{ queues(${args}) { ${selection} } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.queues,
    },
    {
      list: 'users by number',
      query: (args: string) =>
        `{ users(orderBy: { field: ID, direction: DESC }, ${args}) { ${selection} } }`,
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      pick: (data: any): Connection => data.users,
    },
  ] as const;

  describe.each(ownRows(name, lists))('$list', ({ query, pick }) => {
    const page = async (args: string) => pick(await dataOf(app, { query: query(args) }));
    const idsOf = ({ nodes }: Connection) => nodes.map(({ id }) => id);

    test('pages of any size, forwards and backwards, make up the whole', async () => {
      const whole = await page('first: 100');
      expect(whole.nodes).toHaveLength(whole.totalCount);
      expect(new Set(idsOf(whole)).size).toBe(whole.totalCount);
      expect(whole.edges.map(({ node }) => node.id)).toEqual(idsOf(whole));
      expect(whole.pageInfo).toEqual({
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: whole.edges[0]?.cursor,
        endCursor: whole.edges.at(-1)?.cursor,
      });

      const forwards: string[] = [];
      let after = '';
      for (const size of sizes()) {
        const next = await page(`first: ${size}${after}`);
        forwards.push(...idsOf(next));
        expect(next.totalCount).toBe(whole.totalCount);
        expect(next.pageInfo.hasPreviousPage).toBe(after !== '');
        expect(next.pageInfo.hasNextPage).toBe(forwards.length < whole.totalCount);
        if (!next.pageInfo.hasNextPage) break;
        after = `, after: "${next.pageInfo.endCursor}"`;
      }
      expect(forwards).toEqual(idsOf(whole));

      const backwards: string[] = [];
      let before = '';
      for (const size of sizes()) {
        const previous = await page(`last: ${size}${before}`);
        backwards.unshift(...idsOf(previous));
        expect(previous.pageInfo.hasNextPage).toBe(before !== '');
        expect(previous.pageInfo.hasPreviousPage).toBe(backwards.length < whole.totalCount);
        if (!previous.pageInfo.hasPreviousPage) break;
        before = `, before: "${previous.pageInfo.startCursor}"`;
      }
      expect(backwards).toEqual(idsOf(whole));
    });

    test('both cursors together cut out what is between them', async () => {
      const whole = await page('first: 100');
      const [from, to] = [whole.edges[1]?.cursor, whole.edges[4]?.cursor];
      const between = await page(`first: 100, after: "${from}", before: "${to}"`);
      expect(idsOf(between)).toEqual(idsOf(whole).slice(2, 4));
      const none = await page(`first: 0, after: "${from}"`);
      expect(none).toMatchObject({
        nodes: [],
        totalCount: whole.totalCount,
        pageInfo: { startCursor: null, endCursor: null },
      });
    });

    test('sizes and cursors that are not allowed are refused, none is clamped', async () => {
      const foreign = await dataOf(app, {
        query: '{ tickets(query: "id = 1", first: 1) { pageInfo { endCursor } } }',
      });
      for (const args of [
        'first: 1, last: 1',
        'first: 101',
        'last: 101',
        'first: -1',
        'last: -1',
        'first: 1, after: "nonsense"',
        `first: 1, before: "${foreign.tickets.pageInfo.endCursor}"`,
      ]) {
        const answer = await ask(app, { query: query(args) });
        expect({ args, codes: codesOf(answer) }).toEqual({ args, codes: ['BAD_USER_INPUT'] });
      }
    });
  });

  const orders: readonly string[] = [
    ...['SUBJECT', 'STATUS', 'QUEUE', 'OWNER', 'PRIORITY', 'TIME_WORKED', 'CREATED_AT'],
    ...['STARTS_AT', 'STARTED_AT', 'DUE_AT', 'RESOLVED_AT', 'TOLD_AT', 'UPDATED_AT'],
  ].map((field, at) => `{ field: ${field}, direction: ${at % 2 === 0 ? 'ASC' : 'DESC'} }`);

  test.each([
    ...orders,
    '{ customField: "Single", direction: ASC }',
    '{ customField: "Digits", direction: DESC }',
  ])('tickets in the order of %s come whole, however the pages cut it', async (order) => {
    const page = async (args: string): Promise<Connection> => {
      const query = `{ tickets(query: "id < 60", orderBy: ${order}, ${args}) { ${selection} } }`;
      return (await dataOf(app, { query })).tickets;
    };
    const idsOf = ({ nodes }: Connection) => nodes.map(({ id }) => id);
    const whole = idsOf(await page('first: 100'));
    const forwards: string[] = [];
    for (let after = ''; ; ) {
      const next = await page(`first: 11, after: "${after}"`);
      forwards.push(...idsOf(next));
      if (!next.pageInfo.hasNextPage) break;
      after = next.pageInfo.endCursor ?? '';
    }
    expect(forwards).toEqual(whole);
    const backwards: string[] = [];
    for (let before = ''; ; ) {
      const previous = await page(`last: 13, before: "${before}"`);
      backwards.unshift(...idsOf(previous));
      if (!previous.pageInfo.hasPreviousPage) break;
      before = previous.pageInfo.startCursor ?? '';
    }
    expect(backwards).toEqual(whole);
  });

  test('without a size a page has 25', async () => {
    const { tickets: page, ticket } = await dataOf(app, {
      query: `{ tickets { nodes { id } } ticket(id: ${tickets.longHistory}) { history { nodes { id } } } }`,
    });
    expect(page.nodes).toHaveLength(25);
    expect(ticket.history.nodes).toHaveLength(25);
  });

  test('a smaller MAX_PAGE_SIZE is obeyed', async () => {
    const small = appFor(url, { MAX_PAGE_SIZE: '5' });
    expect(codesOf(await ask(small, { query: '{ tickets(first: 6) { totalCount } }' }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    const five = await dataOf(small, { query: '{ tickets(first: 5) { nodes { id } } }' });
    expect(five.tickets.nodes).toHaveLength(5);
    await small.close();
  });
});
