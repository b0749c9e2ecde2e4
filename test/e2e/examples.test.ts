import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse, print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../../graphiql/examples.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { App } from '../../src/server/app.js';
import { CreateTicketDocument, TicketPageDocument } from '../generated/documents.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { subscribe } from '../support/graphql/subscribe.js';

let sandbox: Sandbox;
let app: App;

beforeAll(async () => {
  sandbox = await startSandbox();
  app = appFor(sandbox.url, { POLL_INTERVAL_MS: '300' });
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
      if (query.startsWith('subscription')) {
        const live = await subscribe(app, query, { ...(variables && { variables }) });
        await newTicket(app, { queue: 'General' });
        const [event] = await live.until(1);
        live.stop();
        expect(event).toMatchObject({ data: { ticketsChanged: { kind: 'CREATED' } } });
        return;
      }
      const answer = await ask(app, { query, ...(variables && { variables }) });
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).not.toContain('"totalCount":0');
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
