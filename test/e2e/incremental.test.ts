import { Client, fetchExchange, gql, type OperationResult } from '@urql/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, readConfig } from '../../src/index.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { credentialsOf } from '../support/ask.js';
import { sharedBackends } from '../support/shared-backends.js';

describe.each(sharedBackends())('parts that come later, on $name', ({ url, populated }) => {
  let server: Listening;
  let client: Client;
  const number = populated.tickets.longHistory;
  beforeAll(async () => {
    const config = readConfig({ RT_URL: url, PORT: '0', LOG_LEVEL: 'silent' });
    const log = createLogger('silent');
    server = await listen(createApp(config, log), config, log);
    client = new Client({
      url: `${server.url}/graphql`,
      exchanges: [fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers: { authorization: credentialsOf('alice') } },
    });
  });
  afterAll(() => server.stop());

  /** Everything a client is told, in order. */
  const results = (source: string, variables = {}): Promise<readonly OperationResult[]> =>
    new Promise((resolve) => {
      const told: OperationResult[] = [];
      const { unsubscribe } = client.query(gql(source), variables).subscribe((result) => {
        told.push(result);
        if (result.hasNext) return;
        setImmediate(() => unsubscribe());
        resolve(told);
      });
    });

  test('a ticket comes at once, its deferred history after it', async () => {
    const told = await results(`{ ticket(id: ${number}) {
      subject
      ... on Ticket @defer { history(last: 3) { totalCount nodes { type creator { realName } } } }
    } }`);
    expect(told.length).toBeGreaterThan(1);
    const [first, last] = [told[0], told.at(-1)];
    expect(first?.hasNext).toBe(true);
    expect(first?.data.ticket.subject).toBeTypeOf('string');
    expect(first?.data.ticket.history).toBeUndefined();
    expect(last?.error).toBeUndefined();
    expect(last?.data.ticket).toMatchObject({ subject: first?.data.ticket.subject });
    expect(last?.data.ticket.history.nodes).toHaveLength(3);
  });

  test('a deferred part holds up nothing, and asks no more of RT than otherwise', async () => {
    const told = async (defer: boolean) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          authorization: credentialsOf('alice'),
          'content-type': 'application/json',
          accept: 'multipart/mixed',
        },
        body: JSON.stringify({
          query: `query ($defer: Boolean!) { ticket(id: ${number}) {
            subject
            ... @defer(if: $defer) { priority links { uri } attachments { totalCount } }
          } }`,
          variables: { defer },
        }),
      });
      return response.text();
    };
    const deferred = await told(true);
    expect(deferred).toContain('"hasNext":true');
    expect(deferred.indexOf('"subject"')).toBeLessThan(deferred.indexOf('"priority"'));
    const whole = await told(false);
    for (const part of ['"priority":', '"links":', '"totalCount":']) {
      expect(deferred).toContain(part);
      expect(whole).toContain(part);
    }
    const priority = /"priority":\d+/;
    expect(priority.exec(deferred)?.[0]).toBe(priority.exec(whole)?.[0]);
  });

  test('items of a list come one by one with @stream', async () => {
    const told = await results(`{ ticket(id: ${number}) {
      history(first: 5) { nodes @stream(initialCount: 1) { id type } }
    } }`);
    expect(told[0]?.data.ticket.history.nodes).toHaveLength(1);
    const nodes = told.at(-1)?.data.ticket.history.nodes;
    expect(nodes).toHaveLength(5);
    expect(new Set(nodes.map(({ id }: { id: string }) => id)).size).toBe(5);
  });

  test('a deferred part that fails says so at its place, with its code, and spares the rest', async () => {
    const told = await results(`{ ticket(id: ${number}) {
      subject
      ... on Ticket @defer { history(first: 101) { totalCount } }
    } }`);
    const last = told.at(-1);
    expect(last?.data.ticket.subject).toBeTypeOf('string');
    expect(last?.error?.graphQLErrors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('limits count what is deferred', async () => {
    const [told] = await results(`{ tickets(first: 100) { nodes {
      ... on Ticket @defer { history(first: 100) { nodes { creator { name } } } }
    } } }`);
    expect(told?.error?.graphQLErrors[0]?.extensions['code']).toBe('QUERY_TOO_COSTLY');
  });
});
