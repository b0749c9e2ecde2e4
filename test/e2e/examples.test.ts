import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse, print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../../graphiql/examples.js';
import type { App } from '../../src/index.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { CreateTicketDocument, TicketPageDocument } from '../generated/documents.js';
import { appFor, ask } from '../support/graphql/ask.js';

let sandbox: Sandbox;
let app: App;

beforeAll(async () => {
  sandbox = await startSandbox();
  app = appFor(sandbox.url);
});

afterAll(async () => {
  await app?.close();
  await sandbox?.close();
});

/** Runs a typed document; its data have the type that codegen made. */
async function run<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const answer = await ask(app, { query: print(document), variables });
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe("GraphiQL's example tabs on the demo help desk", () => {
  // A tab may hold several operations, of which GraphiQL runs one.
  const operations = examples.flatMap(({ query, variables }) =>
    Object.entries(separateOperations(parse(query))).map(
      ([name, document]) => [name, { query: print(document), variables }] as const,
    ),
  );

  test.each(operations)(
    '%s runs without errors and changes what it says',
    async (_, { query, variables }) => {
      const answer = await ask(app, { query, ...(variables && { variables }) });
      expect(answer.errors).toBeUndefined();
      for (const outcome of JSON.stringify(answer.data).match(/"outcome":"\w+"/g) ?? []) {
        expect(outcome).toBe('"outcome":"APPLIED"');
      }
    },
  );
});

describe('typed documents', () => {
  test('walk a list page by page', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (;;) {
      const { tickets }: Awaited<ReturnType<typeof page>> = await page(after);
      if (tickets === null) throw new Error('The page is an error.');
      seen.push(...tickets.nodes.flatMap((ticket) => ticket?.number ?? []));
      if (!tickets.pageInfo.hasNextPage) {
        expect(new Set(seen).size).toBe(tickets.totalCount);
        break;
      }
      after = tickets.pageInfo.endCursor;
    }
    function page(cursor: string | null) {
      return run(TicketPageDocument, {
        filter: { status: { active: true } },
        first: 50,
        after: cursor,
      });
    }
  });

  test('create a ticket', async () => {
    const { createTicket } = await run(CreateTicketDocument, {
      input: { queue: 'Net Ops / NOC', subject: 'A line is down' },
    });
    expect(createTicket).toMatchObject({
      outcome: 'APPLIED',
      userErrors: [],
      ticket: { subject: 'A line is down', queue: { name: 'Net Ops / NOC' } },
    });
  });
});
