import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { type RawRt, rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

const tickets = 177;
const size = 10;

describe('a database that returns ties in another order each time', () => {
  let sandbox: Sandbox;
  let app: ReturnType<typeof appFor>;
  let raw: RawRt;
  beforeAll(async () => {
    sandbox = await startSandbox({ world: testWorld, shuffleTies: true });
    app = appFor(sandbox.url);
    raw = await rawRt(sandbox.url, 'root', 'password');
    for (let number = 1; number <= tickets; number++) {
      const fields = [
        'id: ticket/new',
        'Queue: General',
        `Subject: ${['printer', 'Printer', 'mail', ''][number % 4]}`,
        `Priority: ${number % 3}`,
        `Due: ${number % 2 === 0 ? '' : `2027-03-0${(number % 5) + 1} 10:00:00`}`,
        `CF.{Single}: ${number % 3 === 0 ? '' : `value ${number % 2}`}`,
      ];
      await raw.post('ticket/new', { content: fields.join('\n') });
    }
  });
  afterAll(async () => {
    await app.close();
    await sandbox.close();
  });

  /** All pages of a list, while every ticket that has come is written to before the next page. */
  async function walk(order: string, edit: (number: number) => string): Promise<readonly number[]> {
    const seen: number[] = [];
    for (let after = ''; ; ) {
      const { tickets: page } = await dataOf(app, {
        query: `query ($after: String) { tickets(first: ${size}, after: $after, orderBy: ${order}) {
          totalCount nodes { number } pageInfo { hasNextPage endCursor }
        } }`,
        variables: { after },
      });
      const numbers = page.nodes.map(({ number }: { readonly number: number }) => number);
      expect(page.totalCount).toBe(tickets);
      seen.push(...numbers);
      if (!page.pageInfo.hasNextPage) return seen;
      for (const number of numbers) {
        await raw.post(`ticket/${number}/edit`, { content: edit(number) });
      }
      after = page.pageInfo.endCursor;
    }
  }

  const byNumber = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
  const all = Array.from({ length: tickets }, (_, at) => at + 1);

  test.each([
    ['{ field: PRIORITY, direction: ASC }', 'TimeLeft: 5'],
    ['{ field: PRIORITY, direction: DESC }', 'TimeLeft: 6'],
    ['{ field: STATUS, direction: ASC }', 'TimeLeft: 7'],
    ['{ field: QUEUE, direction: DESC }', 'TimeLeft: 8'],
    ['{ field: OWNER, direction: ASC }', 'TimeLeft: 9'],
    ['{ field: SUBJECT, direction: ASC }', 'TimeLeft: 10'],
    ['{ field: DUE_AT, direction: ASC }', 'TimeLeft: 11'],
    ['{ field: DUE_AT, direction: DESC }', 'TimeLeft: 12'],
    ['{ field: CREATED_AT, direction: DESC }', 'TimeLeft: 13'],
    ['{ customField: "Single", direction: ASC }', 'TimeLeft: 14'],
  ])('%s delivers each ticket once', async (order, edit) => {
    expect(byNumber(await walk(order, () => edit))).toEqual(all);
  });

  test('tickets that are edited away from their page are not missed by those that stay', async () => {
    // Newest change first: each edit moves a ticket to the start, behind the reader.
    const seen = await walk('{ field: UPDATED_AT, direction: DESC }', (n) => `TimeLeft: ${n + 20}`);
    expect(byNumber(seen)).toEqual(all);
  });

  test('a page asks for the tickets of one key only where its end cuts them', async () => {
    const calls = async (args: string) =>
      callsOf(await ask(app, { query: `{ tickets(${args}) { nodes { number } } }` }));
    const order = 'orderBy: { field: PRIORITY }';
    expect(await calls(`query: "id < 4", first: 10, ${order}`)).toEqual([
      'search/ticket 1 id',
      'show 3 Priority',
    ]);
    expect(await calls(`query: "id < 4", first: 2, ${order}`)).toEqual([
      'search/ticket 1 id',
      'show 3 Priority',
    ]);
    expect((await calls(`query: "id < 40", first: 5, ${order}`)).slice(0, 2)).toEqual([
      'search/ticket 1 id',
      'search/ticket 1 id',
    ]);
  });
});
