import { Client, fetchExchange, gql, type OperationResult } from '@urql/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';

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
      fetchOptions: { headers: { authorization: credentialsOf('alice'), 'x-rt-trace': '1' } },
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

  describe('come with their keys in the order of the query', () => {
    const query = `{
      ticket(id: ${number}) {
        number
        ... @defer(label: "slow") {
          history(last: 1) { totalCount nodes { creator { realName name } __typename type } }
          priority
          links { uri }
          queue { description name }
        }
        subject
        creator { realName name }
        id
      }
      __typename
      viewer { user { name id } }
    }`;
    const post = (accept: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: credentialsOf('alice'),
          accept,
        },
        body: JSON.stringify({ query }),
      });
    const keys = (value: unknown) => Object.keys(Object(value));

    test('in parts', async () => {
      const text = await (await post('multipart/mixed')).text();
      const parts = text.split(/\r\n---(?:--)?\r\n?/).flatMap((part) => {
        const body = part.slice(part.indexOf('\r\n\r\n')).trim();
        return body.startsWith('{') ? [JSON.parse(body)] : [];
      });
      const [first] = parts;
      expect(keys(first.data)).toEqual(['ticket', '__typename', 'viewer']);
      expect(keys(first.data.ticket)).toEqual(['number', 'subject', 'creator', 'id']);
      expect(keys(first.data.ticket.creator)).toEqual(['realName', 'name']);
      expect(keys(first.data.viewer.user)).toEqual(['name', 'id']);
      const [later] = parts.flatMap(({ incremental = [] }) => incremental);
      expect(keys(later.data)).toEqual(['history', 'priority', 'links', 'queue']);
      expect(keys(later.data.history)).toEqual(['totalCount', 'nodes']);
      expect(keys(later.data.history.nodes[0])).toEqual(['creator', '__typename', 'type']);
      expect(keys(later.data.queue)).toEqual(['description', 'name']);
    });

    test('and whole', async () => {
      const { data } = (await (await post('application/json')).json()) as {
        readonly data: Readonly<Record<string, unknown>>;
      };
      expect(keys(data)).toEqual(['ticket', '__typename', 'viewer']);
      expect(keys(data['ticket'])).toEqual([
        ...['number', 'history', 'priority', 'links', 'queue'],
        ...['subject', 'creator', 'id'],
      ]);
    });
  });

  test('deferred parts are a batch of their own, one request more than in one answer', async () => {
    const costOf = async (defer: boolean) => {
      const told = await results(
        `query ($defer: Boolean!) { ticket(id: ${number}) {
          subject
          ... @defer(if: $defer) { priority links { uri } }
          ... @defer(if: $defer) { attachments { totalCount } }
        } }`,
        { defer },
      );
      expect(told[0]?.hasNext).toBe(defer);
      const { data, extensions } = told.at(-1) ?? {};
      return { ticket: data.ticket, requests: extensions?.['rt'].requests };
    };
    const [whole, deferred] = [await costOf(false), await costOf(true)];
    expect(deferred.ticket).toEqual(whole.ticket);
    expect([whole.requests, deferred.requests]).toEqual([1, 2]);
  });

  test('a history costs the same deferred, as RT is asked for it apart anyway', async () => {
    const costOf = async (defer: boolean) => {
      const told = await results(
        `query ($defer: Boolean!) { ticket(id: ${number}) {
          subject ... @defer(if: $defer) { history(last: 3) { nodes { type creator { realName } } } }
        } }`,
        { defer },
      );
      return told.at(-1)?.extensions?.['rt'].requests;
    };
    expect(await costOf(true)).toBe(await costOf(false));
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
